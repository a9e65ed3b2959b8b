import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from '../../renderer/i18n/en.ts'
import { vi } from '../../renderer/i18n/vi.ts'
import { type Act, acts, dataOption } from '../../shared/messages/acts.ts'

/** A cure that no screen offers helps nobody: sentences name acts by the labels of this table, and nothing else. */

const root = fileURLToPath(new URL('../..', import.meta.url))

function sourcesIn(folder: string): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(root, folder, file), 'utf8') }))
}

type Texts = string | { readonly [key: string]: Texts }

function keysOf(label: string, texts: Texts, path = ''): readonly string[] {
  if (typeof texts === 'string') return texts === label ? [path] : []
  return Object.entries(texts).flatMap(([key, inner]) =>
    keysOf(label, inner, path === '' ? key : `${path}.${key}`),
  )
}

const screens = sourcesIn('renderer').filter(({ file }) => !file.includes('i18n'))

/** Whether a screen shows the text of a key: named whole, or its last part put in (`kind.${content}`). */
function isShown(key: string): boolean {
  const above = key.slice(0, key.lastIndexOf('.') + 1)
  return screens.some(({ text }) => text.includes(`'${key}'`) || text.includes(`\`${above}\${`))
}

describe('acts that sentences name', () => {
  it.each(Object.keys(acts) as Act[])('%s is a label on a screen, in both languages', (name) => {
    // its own keys
    const inBoth = keysOf(acts[name].vi, vi).filter((key) => keysOf(acts[name].en, en).includes(key))
    expect(inBoth.filter(isShown)).not.toEqual([])
  })

  it('are never written into a sentence by hand', () => {
    const labels = new Set<string>(Object.values(acts).flatMap(({ vi: one, en: other }) => [one, other]))
    // What other programs call their own acts.
    const foreign = new Set([
      'Lưu thành PDF',
      'Save as PDF',
      'CSV UTF-8',
      'Lưu hành nội bộ',
      'Internal circulation',
    ])
    // Words for how something stands, and the name of a record.
    const states = new Set(['chưa đủ điểm'])
    const written = [
      ...sourcesIn('shared/messages'),
      ...sourcesIn('electron/cli'),
      ...sourcesIn('renderer/i18n'),
    ]
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .filter((line) => !/^\s*(\/?\*|\/\/)/.test(line))
          .flatMap((line) => [...line.matchAll(/“([^”$]*)”/g)].map((found) => `${file}: ${found[1]}`)),
      )
      .filter((found) => !found.includes('{{'))
      .filter((found) => {
        const quoted = found.slice(found.indexOf(': ') + 2)
        return labels.has(quoted) || !(foreign.has(quoted) || states.has(quoted))
      })
    expect(written).toEqual([])
  })

  it('are none that the program does not have', () => {
    const missing = /sao lưu|\bback ?up\b|restore a|chia thành nhiều gói|nhận lại/i
    const named = [...sourcesIn('shared/messages'), ...sourcesIn('renderer/i18n')].flatMap(({ file, text }) =>
      text.split('\n').flatMap((line) => (missing.test(line) ? [`${file}: ${line.trim()}`] : [])),
    )
    expect(named).toEqual([])
  })

  it('call a seat “vai trò” in Vietnamese, everywhere', () => {
    const named = [
      ...sourcesIn('shared/messages'),
      ...sourcesIn('renderer'),
      ...sourcesIn('electron/cli'),
    ].flatMap(({ file, text }) =>
      text.split('\n').flatMap((line) => (/ghế/i.test(line) ? [`${file}: ${line.trim()}`] : [])),
    )
    expect(named).toEqual([])
  })

  it('are options of the command line where no screen can offer them', () => {
    const starting = readFileSync(join(root, 'README.md'), 'utf8')
    expect(starting).toContain(`npm start -- ${dataOption} DIR`)
  })
})
