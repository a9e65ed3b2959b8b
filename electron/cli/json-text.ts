import { scaleLimits } from '../../shared/domain/scale.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { canonicalLimits } from '../../shared/kernel/canonical-json.ts'
import { type JsonBounds, type JsonExcess, jsonExcess } from '../../shared/kernel/json-bounds.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'

/** Of scales and presets: as in a record, but as deep as scales may be, each group being an object and a list. */
const bounds: JsonBounds = { ...canonicalLimits, depth: 2 * scaleLimits.depth + 6 }

/** Reads the text of a file that people write; what would be too dear is refused before it is parsed. */
export function readJsonText(text: string): Result<unknown, JsonExcess | 'notJson'> {
  const excess = jsonExcess(utf8Bytes(text), bounds)
  if (excess !== null) return err(excess)
  try {
    return ok(JSON.parse(text))
  } catch {
    return err('notJson')
  }
}
