import { expect, it } from 'vitest'
import { dangerousSwitches } from './switches.ts'

it('finds every spelling of a switch that opens the program', () => {
  const argv = [
    'app.exe',
    '--remote-debugging-port=9222',
    '-inspect',
    '/NO-SANDBOX',
    '--js-flags=--expose-gc',
  ]
  expect(dangerousSwitches(argv)).toEqual(['inspect', 'js-flags', 'no-sandbox', 'remote-debugging-port'])
})

it('lets ordinary starts pass', () => {
  const argv = ['/opt/giao-uoc/no-sandbox', '--data', '/home/lan/inspect', '--data=/srv/no-sandbox']
  expect(dangerousSwitches(argv)).toEqual([])
})
