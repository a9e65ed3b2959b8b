import { build, Platform } from 'electron-builder'
import { packaging } from '../electron-builder.ts'
import { buildApplication } from './support/build-application.ts'
import { projectRoot } from './support/project-root.ts'

/** `npm run dist`: the Windows packages into `dist/`. Needs Electron's download server, or its cache. */
if (!(await buildApplication(undefined, { force: true }))) process.exit(1)
const files = await build({
  projectDir: projectRoot,
  targets: Platform.WINDOWS.createTarget(),
  config: packaging,
  publish: 'never',
})
for (const file of files) console.log(file)
