import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packaging } from './electron-builder.ts'
import { projectRoot } from './scripts/support/project-root.ts'

interface ConfigTools {
  validateConfiguration(config: unknown, logger: { readonly isEnabled: boolean }): Promise<void>
}
const requireTool = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
// The packager's own check of its configuration; it has no other door to it.
const { validateConfiguration } = requireTool('app-builder-lib/out/util/config/config') as ConfigTools

describe('packaging', () => {
  it('is a configuration the packager accepts', async () => {
    await expect(validateConfiguration(packaging, { isEnabled: false })).resolves.toBeUndefined()
    await expect(validateConfiguration({ ...packaging, asarr: true }, { isEnabled: false })).rejects.toThrow(
      'asarr',
    )
  })

  it('sets every fuse the packager knows, each to the closed side', () => {
    expect(packaging.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      // Would need a snapshot file of its own; without one the program does not start.
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('installs for one person, without asking for an administrator', () => {
    expect(packaging.nsis).toMatchObject({ perMachine: false, allowElevation: false })
    expect(packaging.win).toMatchObject({ requestedExecutionLevel: 'asInvoker' })
    expect(packaging.portable).toMatchObject({ requestExecutionLevel: 'user' })
  })

  it('takes the driver for Windows along, and its files exist', () => {
    const driver = join(projectRoot, 'node_modules', 'better-sqlite3')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the packager fills these in
    expect(packaging.files).toContain('node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node')
    expect(existsSync(join(driver, 'prebuilds', 'win32-x64.node'))).toBe(true)
    expect(existsSync(join(projectRoot, String(packaging.win?.icon)))).toBe(true)
  })

  it('never looks for updates and publishes nothing', () => {
    expect(packaging.publish).toBeNull()
  })
})
