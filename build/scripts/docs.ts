import { checkDocs, writeDocs } from './support/project-docs.ts'

/** `npm run docs [-- --check]`: the map and the import table in README, from the data the check uses. */
if (!process.argv.includes('--check')) writeDocs()
const problems = checkDocs()
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
