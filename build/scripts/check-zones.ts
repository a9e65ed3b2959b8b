import { checkProject } from '../zone-check.ts'
import { projectRoot } from './support/project-root.ts'

/** `npm run zones`: prints every import that crosses a border it may not cross. */
const violations = checkProject(projectRoot)
for (const violation of violations) console.error(violation)
if (violations.length > 0) {
  console.error(`import zones: ${violations.length} violations; the borders are in build/zones.ts`)
  process.exit(1)
}
console.log('import zones: no violations')
