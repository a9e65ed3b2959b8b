import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { type ImportSite, importSites } from './imports.ts'
import { checkedFolders, listSources } from './sources.ts'
import { testZone, type Zone, zones } from './zones.ts'

/** Checks every source of the project; gives one sentence per violation. */
export function checkProject(root: string): readonly string[] {
  const files = checkedFolders.filter((folder) => existsSync(join(root, folder))).flatMap(listSources(root))
  return files.flatMap((file) => checkSource(file, readFileSync(join(root, file), 'utf8')))
}

/** Checks one source. `file` is its path from the project's root, with `/`. */
export function checkSource(file: string, source: string): readonly string[] {
  const zone = zoneOf(file)
  if (zone === null) return [`${file}: lies in no zone of build/zones.ts`]
  return importSites(file, source).flatMap((site) => {
    const why = refusal(file, zone, site)
    return why === null ? [] : [`${file}:${site.line}: ${site.form} ${why}`]
  })
}

/** A zone made concrete: `renderer/features/*` becomes the feature's own folder. */
interface PlacedZone {
  readonly zone: Zone
  readonly folder: string
}

function refusal(file: string, from: PlacedZone, site: ImportSite): string | null {
  const rule = isTest(file) ? withTests(from.zone) : from.zone
  const { specifier } = site
  if (specifier === null) return rule.packages.includes('*') ? null : 'is computed, so it cannot be checked'
  if (specifier.startsWith('.')) return relativeRefusal(file, from, rule, specifier)
  if (isBuiltin(specifier)) return nodeRefusal(from, rule, specifier)
  const name = packageName(specifier)
  return rule.packages.includes('*') || rule.packages.includes(name)
    ? null
    : `of the package ${name}, which ${from.folder} may not use`
}

function relativeRefusal(file: string, from: PlacedZone, rule: Zone, specifier: string): string | null {
  const target = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
  if (target === 'package.json') {
    return ['*', target].some((allowed) => rule.imports.includes(allowed)) ? null : `of ${target}`
  }
  const to = zoneOf(target)
  if (to === null) return `of ${target}, which lies in no zone`
  if (to.folder === from.folder) return null
  return rule.imports.some((allowed) => covers(allowed, to))
    ? null
    : `of ${to.folder}, which ${from.folder} may not use`
}

function nodeRefusal(from: PlacedZone, rule: Zone, specifier: string): string | null {
  if (!specifier.startsWith('node:')) return `of ${specifier} without "node:"`
  if (rule.node === 'all') return null
  const module = specifier.slice('node:'.length)
  return rule.node !== 'none' && rule.node.includes(module)
    ? null
    : `of ${specifier}, which ${from.folder} may not use`
}

function covers(allowed: string, to: PlacedZone): boolean {
  if (allowed === '*' || allowed === to.folder) return true
  return allowed.endsWith('/*') && to.folder.startsWith(allowed.slice(0, -1))
}

function withTests(zone: Zone): Zone {
  return {
    ...zone,
    imports: [...zone.imports, ...testZone.imports],
    packages: [...zone.packages, ...testZone.packages],
    node: testZone.node,
  }
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

function zoneOf(path: string): PlacedZone | null {
  let best: PlacedZone | null = null
  for (const zone of zones) {
    const folder = placedFolder(zone, path)
    if (folder === null) continue
    if (best === null || folder.length > best.folder.length) best = { zone, folder }
  }
  return best
}

function placedFolder(zone: Zone, path: string): string | null {
  if (!zone.folder.endsWith('/*')) return path.startsWith(`${zone.folder}/`) ? zone.folder : null
  const parent = zone.folder.slice(0, -1)
  const [topic, ...rest] = path.slice(parent.length).split('/')
  return path.startsWith(parent) && rest.length > 0 ? `${parent}${topic}` : null
}

function packageName(specifier: string): string {
  const [scope = '', name] = specifier.split('/')
  return scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope
}
