import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isRoot } from './electron-runtime.ts'
import { run } from './run.ts'

/** True when this computer can install Debian packages here and now. */
export function canInstallPackages(): boolean {
  return isRoot() && isOnPath('apt-get')
}

export function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=["']?debian/m.test(readFileSync('/etc/os-release', 'utf8'))
}

export function isOnPath(program: string): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program]
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => names.some((name) => existsSync(join(folder, name))))
}

/** Installs Debian packages. True: done. */
export async function installPackages(packages: readonly string[]): Promise<boolean> {
  console.log(`installing ${packages.join(', ')} (apt-get)`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, quiet: true })
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  return (await run('apt-get', args, { env, quiet: true })) === 0
}
