import { expect, test } from 'vitest'
import { SHORTCUTS, shortcutOf } from './shortcuts.js'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test('each is told by its keys, with Ctrl and with ⌘', () => {
  for (const { name, key, mod, shift } of SHORTCUTS) {
    const pressed = { ...NONE, key: shift ? key.toUpperCase() : key, shiftKey: shift }
    const mods = mod ? [{ ctrlKey: true }, { metaKey: true }] : [{}]
    for (const held of mods) expect(shortcutOf({ ...pressed, ...held }, false)).toBe(name)
  }
})

test('what writes is no shortcut while the reader writes; the others are', () => {
  expect(shortcutOf({ ...NONE, key: '?' }, true)).toBeUndefined()
  expect(shortcutOf({ ...NONE, key: 'k', ctrlKey: true }, true)).toBe('search')
})

test('with keys of the browser or of the system held it is none', () => {
  expect(shortcutOf({ ...NONE, key: 'k', ctrlKey: true, altKey: true }, false)).toBeUndefined()
  expect(shortcutOf({ ...NONE, key: 'k', ctrlKey: true, shiftKey: true }, false)).toBeUndefined()
  expect(shortcutOf({ ...NONE, key: 'k' }, false)).toBeUndefined()
})
