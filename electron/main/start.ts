import { err, ok, type Result } from '../../shared/kernel/result.ts'

/** What the program was started with, as Node and the system tell it. */
export interface Start {
  /** `process.argv`: the executable first. */
  readonly argv: readonly string[]
  readonly environment: { readonly [name: string]: string | undefined }
  readonly platform: NodeJS.Platform
  /** False when Electron was told where the application lies: development and tests. */
  readonly isPackaged: boolean
}

export type StartRefusal =
  | { readonly code: 'argument'; readonly argument: string }
  | { readonly code: 'environment'; readonly name: string }

/**
 * The one reading of the command line. Chromium and Node obey hundreds of switches, many of which open the program
 * to others or take its walls down, in several spellings: so nothing passes but what is listed here, spelled so.
 */
export function readStart(start: Start): Result<{ readonly data: string | undefined }, StartRefusal> {
  const { argv, environment, isPackaged } = start
  const name = isPackaged ? steering.find((each) => Boolean(environment[each])) : undefined
  if (name !== undefined) return err({ code: 'environment', name })
  let data: string | undefined
  let words = isPackaged ? 0 : 1
  for (let at = 1; at < argv.length; at++) {
    const argument = argv[at] ?? ''
    const value = dataValue(argument, argv[at + 1], start.platform)
    if (value !== null) {
      // Twice is a mistake, and whoever reads it another way than this would open another folder.
      if (value === '' || data !== undefined) return err({ code: 'argument', argument })
      data = value
      if (argument === '--data') at++
      continue
    }
    if (!isPackaged && argument === '-r') at++
    else if (allowed.has(argument) || (!isPackaged && inDevelopment.test(argument))) continue
    // Where Electron is told which application to run, that is the one word there is.
    else if (isSwitch(argument, start.platform) || words === 0) return err({ code: 'argument', argument })
    else words--
  }
  return ok({ data })
}

/** What to tell a person whose start was refused. */
export function describeRefusal(refusal: StartRefusal): { readonly vi: string; readonly en: string } {
  switch (refusal.code) {
    case 'argument':
      return {
        vi: `Giao Ước không mở với “${refusal.argument}”. Chỉ dùng được: --data THƯ_MỤC, --disable-gpu. Hãy bỏ phần đó khỏi lối tắt hoặc lệnh rồi mở lại.`,
        en: `Giao Ước does not start with “${refusal.argument}”. It takes only: --data FOLDER, --disable-gpu. Take it out of the shortcut or command and start again.`,
      }
    case 'environment':
      return {
        vi: `Giao Ước không mở khi biến môi trường ${refusal.name} được đặt: biến này có thể đưa mã lạ vào chương trình. Hãy xóa biến đó rồi mở lại.`,
        en: `Giao Ước does not start while the environment variable ${refusal.name} is set: it can bring foreign code into the program. Remove the variable and start again.`,
      }
  }
}

/** `--disable-gpu`: the cure for a broken graphics driver; it opens nothing. */
const allowed: ReadonlySet<string> = new Set(['--disable-gpu'])
/**
 * Chromium refuses to run sandboxed as root; debuggers and tests need the others, and `-r MODULE` beside them. Never
 * in a packaged program.
 */
const inDevelopment = /^--(no-sandbox|(inspect|inspect-brk|remote-debugging-port)=\d{1,5})$/
/** Electron's fuses switch these off; a packaged program whose fuses were put back must not obey them either. */
const steering = ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_REPL_EXTERNAL_MODULE'] as const

/** Null: not `--data`. Empty: without a value, or with one that Chromium would take for a switch. */
function dataValue(argument: string, next: string | undefined, platform: NodeJS.Platform): string | null {
  if (argument.startsWith('--data=')) return argument.slice('--data='.length)
  if (argument !== '--data') return null
  return next === undefined || isSwitch(next, platform) ? '' : next
}

/** As Chromium sees it: one dash or two, and on Windows a slash. */
function isSwitch(argument: string, platform: NodeJS.Platform): boolean {
  return argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'))
}
