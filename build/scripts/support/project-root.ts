import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, without a trailing separator. */
export const projectRoot = dirname(fileURLToPath(new URL('../../../package.json', import.meta.url)))
