import { expect, test } from 'vitest'
import { defaultSettings, parseSettings, type Settings } from './settings.js'

test('reads back what was kept', () => {
  const settings: Settings = {
    gateway: 'infery',
    models: { infery: 'small' },
    system: 'Be brief.',
    temperature: 0.7,
    stream: false,
    theme: 'dark',
  }
  expect(parseSettings(JSON.stringify(settings))).toEqual(settings)
})

test.each([
  null,
  '',
  'nonsense',
  'null',
  '[]',
  '7',
  '{"gateway":1,"models":[],"system":{},"temperature":"hot","stream":1,"theme":"pink"}',
  '{"temperature":9}',
])('has the defaults for %s', (kept) => {
  expect(parseSettings(kept)).toEqual(defaultSettings)
})

test('keeps what is right beside what is wrong', () => {
  expect(parseSettings('{"theme":"dark","temperature":-1,"models":{"a":"b","c":1}}')).toEqual({
    ...defaultSettings,
    theme: 'dark',
    models: { a: 'b' },
  })
})
