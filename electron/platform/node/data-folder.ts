import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where this machine's data lies: `--data DIR`, else `GIAOUOC_DATA`, else the usual place of the operating system.
 * One folder is one machine.
 */
export function chosenDataFolder(
  option: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return resolve(option ?? (environment['GIAOUOC_DATA'] || usualFolder(environment, platform)))
}

function usualFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return join(environment['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'GiaoUoc')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'GiaoUoc')
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'giao-uoc')
}
