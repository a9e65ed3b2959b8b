import { runAllTests } from './support/run-tests.ts'

/** `npm test`. */
process.exit((await runAllTests()) ? 0 : 1)
