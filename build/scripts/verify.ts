import { checkResults } from '../result-check.ts'
import { checkProject } from '../zone-check.ts'
import { checkDocs } from './support/project-docs.ts'
import { projectRoot } from './support/project-root.ts'
import { runSteps, runTool, type Step } from './support/run.ts'
import { runAllTests } from './support/run-tests.ts'

/** `npm run verify [-- --static]`: what runs before a commit and in continuous integration. `--static`: without tests. */
const staticOnly = process.argv.includes('--static')

const typeChecked = ['shared', 'db', 'electron', 'renderer', 'build', 'tests'] as const
const steps: readonly Step[] = [
  { name: 'format and lint', run: () => runTool('@biomejs/biome', ['ci', '--reporter=summary', '.']) },
  ...typeChecked.map(
    (folder): Step => ({
      name: `types of ${folder}`,
      run: () => runTool('typescript', ['-p', folder]),
    }),
  ),
  { name: 'import zones', run: () => report(checkProject(projectRoot)) },
  { name: 'Results nobody looks at', run: async () => report(await checkResults(projectRoot)) },
  { name: 'unused code', run: () => runTool('knip', ['--config', 'build/knip.json']) },
  { name: 'README against the code', run: () => report(checkDocs()) },
]

const passed = await runSteps(steps)
if (staticOnly) process.exit(passed ? 0 : 1)
const testsPassed = await runAllTests()
process.exit(passed && testsPassed ? 0 : 1)

async function report(problems: readonly string[]): Promise<number> {
  for (const problem of problems) console.error(problem)
  return problems.length === 0 ? 0 : 1
}
