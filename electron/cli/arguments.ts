import { type ParseArgsConfig, parseArgs } from 'node:util'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Bilingual } from '../../shared/messages/words.ts'
import type { Refusal } from './refusal.ts'

/** Options of one verb as `util.parseArgs` knows them; all verbs have `--help` and `--json`. */
export type Options = NonNullable<ParseArgsConfig['options']>

/** The words and options of a command line; anything unknown is refused with its name. */
export function readCommandLine(
  args: readonly string[],
  options: Options,
): Result<
  {
    readonly values: Readonly<Record<string, string | boolean | undefined>>
    /** All that was given for options with `multiple`; `values` has the last. */
    readonly lists: Readonly<Record<string, readonly string[]>>
    readonly words: readonly string[]
  },
  Refusal
> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const single = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
    )
    const lists = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        Array.isArray(value) ? [[name, value.map(String)]] : [],
      ),
    )
    const { language } = single
    if (language !== undefined && language !== 'vi' && language !== 'en') {
      return err({
        code: 'usage',
        detail: { vi: '--language nhận vi hoặc en', en: '--language takes vi or en' },
      })
    }
    return ok({ values: single, lists, words: positionals })
  } catch (thrown) {
    return err({ code: 'usage', detail: optionProblem(thrown) })
  }
}

/** What Node says of a command line, in words of both languages. */
function optionProblem(thrown: unknown): Bilingual {
  if (!(thrown instanceof Error)) throw thrown
  const name = /'(-[^' ]*)/.exec(thrown.message)?.[1] ?? ''
  return 'code' in thrown && thrown.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? { vi: `không có tùy chọn “${name}”`, en: `there is no option “${name}”` }
    : {
        vi: `tùy chọn “${name}” thiếu giá trị, hoặc không nhận giá trị nào`,
        en: `the option “${name}” lacks its value, or takes none`,
      }
}

/** `--json` counts even where the rest of the line was not understood: a refusal has to be readable, too. */
export function wantsJson(args: readonly string[]): boolean {
  return args.includes('--json')
}

export function wantsHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

/** What to say about words that the verb has no use for. */
export function unexpected(words: readonly string[]): Bilingual {
  const list = words.join(' ')
  return { vi: `không dùng đến: ${list}`, en: `unexpected: ${list}` }
}
