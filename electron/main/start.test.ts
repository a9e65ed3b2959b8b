import { describe, expect, it } from 'vitest'
import { describeRefusal, readStart, type Start } from './start.ts'

const packaged = (argv: readonly string[], more: Partial<Start> = {}) =>
  readStart({ argv: ['GiaoUoc.exe', ...argv], environment: {}, platform: 'linux', isPackaged: true, ...more })
const developed = (argv: readonly string[]) => packaged(argv, { isPackaged: false })

describe('a packaged program', () => {
  it.each([
    [[], undefined],
    [['--data', '/home/lan/thi đua'], '/home/lan/thi đua'],
    [['--data=/srv/--no-sandbox'], '/srv/--no-sandbox'],
    [['--disable-gpu', '--data', 'D:\\thi-dua'], 'D:\\thi-dua'],
  ])('starts with %j', (argv, data) => {
    expect(packaged(argv)).toEqual({ ok: true, value: { data } })
  })

  const refused: readonly (readonly string[])[] = [
    ['--remote-debugging-port=9222'],
    ['--remote-debugging-pipe'],
    ['--inspect'],
    ['--inspect=0'],
    ['-inspect'],
    ['--no-sandbox'],
    ['--No-Sandbox'],
    ['--js-flags=--expose-gc'],
    ['--a-switch-of-next-year'],
    ['--disable-gpu=1'],
    ['--disable-gpu-sandbox'],
    ['-v'],
    ['--version'],
    ['--help'],
    ['-'],
    ['--'],
    ['--', '--data', 'x'],
    ['bundle.giaouoc'],
    ['.'],
    [''],
    ['--DATA', 'x'],
    ['-data', 'x'],
    ['--data'],
    ['--data='],
    ['--data', ''],
    ['--data', '--no-sandbox'],
    ['--data', '-inspect'],
    ['--data', 'x', '--data', 'y'],
    ['--data', 'x', '--data=y'],
    ['--data', 'x', 'y'],
    ['–data', 'x'],
  ]
  it.each(refused)('does not start with %s %s %s %s', (...argv) => {
    expect(packaged(argv.filter((each) => each !== undefined))).toMatchObject({
      ok: false,
      error: { code: 'argument' },
    })
  })

  it('knows that on Windows a slash begins a switch', () => {
    for (const argv of [['/no-sandbox'], ['/NO-SANDBOX'], ['--data', '/inspect']]) {
      expect(packaged(argv, { platform: 'win32' }), argv.join(' ')).toMatchObject({
        error: { code: 'argument' },
      })
    }
  })

  it.each([
    'ELECTRON_RUN_AS_NODE',
    'NODE_OPTIONS',
    'NODE_REPL_EXTERNAL_MODULE',
  ])('does not start under %s', (name) => {
    expect(packaged([], { environment: { [name]: '1' } })).toEqual({
      ok: false,
      error: { code: 'environment', name },
    })
    expect(packaged([], { environment: { [name]: '' } }).ok).toBe(true)
  })
})

describe('in development', () => {
  it('the application is named, and debuggers and tests have the switches they need', () => {
    const argv = [
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '-r',
      'tests.cjs',
      '/work/giao-uoc',
      '--data',
      'x',
    ]
    expect(developed(argv)).toEqual({ ok: true, value: { data: 'x' } })
  })

  it.each([
    '--disable-web-security',
    '--load-extension=x',
    'second-word',
  ])('%s is refused all the same', (argument) => {
    expect(developed(['.', argument])).toEqual({ ok: false, error: { code: 'argument', argument } })
  })
})

it('says in both languages what was wrong and what to do', () => {
  const refusals = [
    { code: 'argument', argument: '--inspect' },
    { code: 'environment', name: 'NODE_OPTIONS' },
  ] as const
  for (const refusal of refusals) {
    const { vi, en } = describeRefusal(refusal)
    expect([vi, en]).toEqual([
      expect.stringMatching(/Hãy .*mở lại\.$/),
      expect.stringMatching(/start again\.$/),
    ])
  }
})
