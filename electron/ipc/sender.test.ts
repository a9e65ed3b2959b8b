import { describe, expect, it } from 'vitest'
import { pageOrigin } from './channels.ts'
import { isOwnMainFrame, isPage } from './sender.ts'

const page = { origin: pageOrigin, url: `${pageOrigin}/#/sheets` }

describe('sender check', () => {
  it('takes the main frame of our window on our page', () => {
    expect(isOwnMainFrame(page, page, pageOrigin)).toBe(true)
  })

  const blank = { origin: 'null', url: 'about:blank' }
  const elsewhere = { origin: 'https://giaouoc', url: 'https://giaouoc/' }
  const borrowed = { origin: pageOrigin, url: 'app://giaouoc.example/' }
  it.each([
    ['a frame that is gone', null, page],
    ['a window that is gone', page, null],
    ['nobody', null, null],
    ['a frame inside the page', { ...page }, page],
    ['a blank page', blank, blank],
    ['another scheme', elsewhere, elsewhere],
    ['an address that only looks like ours', borrowed, borrowed],
  ])('refuses %s', (_what, sender, mainFrame) => {
    expect(isOwnMainFrame(sender, mainFrame, pageOrigin)).toBe(false)
  })

  it.each([
    'app://giaouoc',
    'app://giaouoc/other',
    'app://giaouoc/?a=1',
    'app://user@giaouoc/',
    'app://giaouoc:1/',
    'app://giaouoc.example/',
    'file:///app://giaouoc/',
    'not a url',
  ])('%s is not our page', (url) => {
    expect(isPage(url, pageOrigin)).toBe(false)
  })
})
