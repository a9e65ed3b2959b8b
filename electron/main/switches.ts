/**
 * Command-line switches of Chromium and Node that open the program to others or take its walls down. In the packaged
 * application any of them ends it at once; in development they are what debuggers and tests need.
 */
const dangerous: readonly string[] = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'disable-features',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'enable-logging',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'require',
  'single-process',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
]

/**
 * The dangerous switches among what the program was started with (`process.argv`). Electron adds switches of its own
 * to Chromium's list, so that list says nothing about the person. On Windows `-name` and `/name` count as well.
 */
export function dangerousSwitches(argv: readonly string[]): readonly string[] {
  const given = argv
    .slice(1)
    .flatMap((argument) => /^(?:--?|\/)([^=]+)/.exec(argument)?.[1]?.toLowerCase() ?? [])
  return dangerous.filter((name) => given.includes(name))
}
