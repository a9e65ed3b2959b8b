import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './project-root.ts'
import { isStampedWith, sourceHash, stamp } from './source-stamp.ts'

export type BuildPart = 'renderer' | 'electron'

const parts: {
  readonly [Each in BuildPart]: { readonly configs: readonly string[]; readonly sources: readonly string[] }
} = {
  renderer: {
    configs: ['build/vite.renderer.config.ts'],
    sources: ['renderer', 'shared', 'package-lock.json', 'build/vite.renderer.config.ts'],
  },
  electron: {
    configs: ['build/vite.electron.config.ts', 'build/vite.preload.config.ts'],
    sources: [
      'electron',
      'shared',
      'db',
      'build/presets',
      'package-lock.json',
      'build/vite.electron.config.ts',
      'build/vite.preload.config.ts',
    ],
  },
}

/** Builds these parts into `out/` where they are out of date. False: it could not, and has said why. */
export async function buildApplication(
  wanted: readonly BuildPart[] = ['renderer', 'electron'],
  { force = false }: { readonly force?: boolean } = {},
): Promise<boolean> {
  for (const name of wanted) {
    const { configs, sources } = parts[name]
    const folder = join(projectRoot, 'out', name)
    const stampFile = join(projectRoot, 'out', `${name}.stamp`)
    const hash = sourceHash(sources)
    if (!force && isStampedWith(stampFile, hash)) continue
    const started = performance.now()
    // Built beside and then moved, so that no start meets half a build.
    const building = `${folder}.building-${process.pid}`
    try {
      for (const config of configs) await buildOne(join(projectRoot, config), building)
    } catch (error) {
      rmSync(building, { recursive: true, force: true })
      console.error(`out/${name}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
    rmSync(stampFile, { force: true })
    rmSync(folder, { recursive: true, force: true })
    renameSync(building, folder)
    stamp(stampFile, hash)
    console.log(`built out/${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  return true
}

async function buildOne(configFile: string, outDir: string): Promise<void> {
  await build({ configFile, configLoader: 'native', logLevel: 'warn', build: { outDir } })
}
