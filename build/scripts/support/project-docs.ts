import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zones } from '../../zones.ts'
import { projectRoot } from './project-root.ts'

const readmeFile = join(projectRoot, 'README.md')

/** Writes the generated parts of README anew. */
export function writeDocs(): void {
  writeFileSync(readmeFile, withGeneratedParts(readFileSync(readmeFile, 'utf8')))
}

/** What README says that is no longer so: one sentence each. */
export function checkDocs(): readonly string[] {
  const readme = readFileSync(readmeFile, 'utf8')
  const stale =
    withGeneratedParts(readme) === readme
      ? []
      : ['README.md: the map or the import table is old; run "npm run docs"']
  return [...stale, ...dependencyProblems(readme)]
}

function withGeneratedParts(readme: string): string {
  return [
    ['architecture', architectureMap()],
    ['imports', importTable()],
  ].reduce((text, [name = '', content = '']) => replaceBetweenMarkers(text, name, content), readme)
}

function replaceBetweenMarkers(text: string, name: string, content: string): string {
  const [opening, closing] = [`<!-- docs:${name} -->`, `<!-- /docs:${name} -->`]
  const from = text.indexOf(opening)
  const to = text.indexOf(closing)
  if (from < 0 || to < from) throw new Error(`README.md has no markers ${opening} … ${closing}`)
  return `${text.slice(0, from + opening.length)}\n${content}\n${text.slice(to)}`
}

/** The folders with one line each, top-level folders as headings. */
function architectureMap(): string {
  const width = Math.max(...zones.map((zone) => zone.folder.length))
  const lines = [...zones]
    .sort((left, right) => topLevelOrder(left.folder) - topLevelOrder(right.folder))
    .map(({ folder, purpose }) => `${folder.padEnd(width)}  ${purpose}`)
  return ['```', ...lines, '```'].join('\n')
}

function topLevelOrder(folder: string): number {
  return ['shared', 'db', 'electron', 'renderer', 'build', 'tests'].indexOf(folder.split('/')[0] ?? '')
}

function importTable(): string {
  const rows = zones.map(({ folder, imports, packages, node }) => {
    const cells = [folder, listed(imports), listed(packages), typeof node === 'string' ? node : listed(node)]
    return `| ${cells.join(' | ')} |`
  })
  return ['| folder | may import | packages | Node |', '|---|---|---|---|', ...rows].join('\n')
}

function listed(names: readonly string[]): string {
  if (names.includes('*')) return 'anything'
  return names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' ')
}

/** Every dependency has exactly one line in README, and README has no line for what is not one. */
function dependencyProblems(readme: string): readonly string[] {
  const manifest: {
    readonly dependencies: { readonly [name: string]: string }
    readonly devDependencies: { readonly [name: string]: string }
  } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const versions = { ...manifest.dependencies, ...manifest.devDependencies }
  const section = readme.split('### Dependencies')[1]?.split(/^#/m)[0] ?? ''
  const described = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '')
  const names = Object.keys(versions)
  return [
    ...names
      .filter((name) => described.filter((each) => each === name).length !== 1)
      .map((name) => `README.md: "${name}" needs one line under Dependencies`),
    ...described
      .filter((name) => !names.includes(name))
      .map((name) => `README.md: "${name}" is described but is no dependency`),
    ...Object.entries(versions)
      .filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `package.json: ${name} must be pinned exactly, not "${version}"`),
  ]
}
