/**
 * Command-line switches of Chromium and Node that open the program to others or take its walls down. In the packaged
 * application any of them ends it at once; in development they are what debuggers and tests need.
 */
const dangerous: readonly string[] = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
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
  'single-process',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
]

/** The dangerous switches that were given. `hasSwitch` is `app.commandLine.hasSwitch`, before any of ours is added. */
export function dangerousSwitches(hasSwitch: (name: string) => boolean): readonly string[] {
  return dangerous.filter((name) => hasSwitch(name))
}
