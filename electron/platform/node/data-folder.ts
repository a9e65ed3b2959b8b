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

/**
 * Where this person's computer keeps, outside every data folder, how far its machines have written: `GIAOUOC_STATE`,
 * else the usual place for state that stays on one computer. Not the folder that holds the data: whoever puts an
 * older copy of that back must not bring this back with it.
 */
export function chosenStateFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment['GIAOUOC_STATE']
  if (chosen !== undefined && chosen !== '') return resolve(chosen)
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'GiaoUoc', 'state')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Preferences', 'GiaoUoc')
  return join(environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'giao-uoc')
}

function usualFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return join(environment['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'GiaoUoc')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'GiaoUoc')
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'giao-uoc')
}
