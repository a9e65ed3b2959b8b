import { app } from 'electron'

/**
 * The program never talks to the network. Chromium would look for updates of its parts, proxies, spelling
 * dictionaries and name servers on its own; each is switched off, and no name resolves. Before `ready` only.
 */
export function cutNetwork(): void {
  const { commandLine } = app
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  commandLine.appendSwitch('no-proxy-server')
  commandLine.appendSwitch('no-pings')
  commandLine.appendSwitch('disable-background-networking')
  commandLine.appendSwitch('disable-component-update')
  commandLine.appendSwitch('disable-domain-reliability')
  commandLine.appendSwitch('disable-sync')
  commandLine.appendSwitch('disable-quic')
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
}
