// The one entry of all npm scripts: `node build/run.mjs start …`. Plain JavaScript that any Node since 18 can
// read, because it is what finds out whether the Node that runs here can read everything else.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const entries = {
  bench: 'tests/bench/main.ts',
  build: 'build/scripts/build.ts',
  cli: 'electron/cli/main.ts',
  dist: 'build/scripts/dist.ts',
  docs: 'build/scripts/docs.ts',
  screenshots: 'tests/screenshots.ts',
  start: 'build/scripts/start.ts',
  test: 'build/scripts/test.ts',
  verify: 'build/scripts/verify.ts',
  zones: 'build/scripts/check-zones.ts',
}

const [name, ...rest] = process.argv.slice(2)
const entry = entries[name]
if (entry === undefined)
  fail(`build/run.mjs: unknown script "${name}"; there are ${Object.keys(entries).join(', ')}`)
if (!existsSync(join(root, 'node_modules')))
  fail('Thư viện chưa được cài. / The libraries are not installed.\n\n  npm ci')

if (isNewEnough()) {
  // Scripts read their own arguments from the usual place.
  process.argv.splice(1, 2, join(root, entry))
  await import(pathToFileURL(join(root, entry)).href)
} else {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) {
    fail(
      [
        `Cần Node.js 24; máy này đang chạy ${process.version} (Node-API ${process.versions.napi}).`,
        `Node.js 24 is needed; this is ${process.version} (Node-API ${process.versions.napi}).`,
        '',
        'It comes with the package "node" of this project, whose install script npm did not run. Either of:',
        '  npm rebuild node          (npm 12: npm rebuild node --allow-scripts=node)',
        '  install Node.js 24 or newer from https://nodejs.org',
      ].join('\n'),
    )
  }
  const run = spawnSync(node, [fileURLToPath(import.meta.url), name, ...rest], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}

/** Node 24 reads TypeScript; Node-API 10 is what the database driver needs (it dies without a word on less). */
function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= 24 && Number(process.versions.napi) >= 10
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
