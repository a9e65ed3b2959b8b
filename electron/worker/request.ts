import { z } from 'zod'
import { utf8Text } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { requestLimit } from './envelope.ts'

/** One request as it travels: UTF-8 JSON. */
export interface Request {
  readonly id: string
  readonly name: string
  readonly input: unknown
}

const requestSchema = z.strictObject({
  id: z.string().max(100),
  name: z.string().max(100),
  input: z.unknown(),
})

export function readRequest(body: Uint8Array): Result<Request, string> {
  const text = body.length > requestLimit ? err('tooLarge' as const) : utf8Text(body)
  if (!text.ok) return err(text.error)
  try {
    const parsed = requestSchema.safeParse(JSON.parse(text.value))
    return parsed.success ? ok(parsed.data) : err('notARequest')
  } catch {
    return err('notJson')
  }
}
