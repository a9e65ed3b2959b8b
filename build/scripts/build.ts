import { buildApplication } from './support/build-application.ts'

/** `npm run build`: screens, main process, worker and preload into `out/`, from scratch. */
await buildApplication(['renderer', 'electron'], { force: true })
