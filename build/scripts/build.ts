import { buildApplication } from './support/build-application.ts'

/** `npm run build`: screens, main process, worker and preload into `out/`, from scratch. */
process.exit((await buildApplication(undefined, { force: true })) ? 0 : 1)
