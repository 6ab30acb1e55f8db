import { expect, test } from 'vitest'
import { defaultSettings, parseSettings, type Settings } from './settings.js'

test('reads back what was kept', () => {
  const settings: Settings = {
    gateway: 'infery',
    models: { infery: 'small' },
    system: 'Be brief.',
    prompts: [{ name: 'Brief', text: 'Be brief.' }],
    temperature: 0.7,
    stream: false,
    tools: true,
    sendKey: 'mod+enter',
    announce: 'sentence',
    theme: 'dark',
    look: 'paper',
    contrast: 'more',
    language: 'ar',
    isListShown: false,
    areEventsShown: false,
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
  '{"prompts":"none","look":1,"contrast":[],"language":"toString","sendKey":"tab","announce":true,"isListShown":"yes"}',
  '{"temperature":9}',
])('has the defaults for %s', (kept) => {
  expect(parseSettings(kept)).toEqual(defaultSettings)
})

test('keeps what is right beside what is wrong', () => {
  const prompt = { name: 'A', text: '' }
  const kept = { theme: 'dark', temperature: -1, models: { a: 'b', c: 1 }, prompts: [prompt, { name: '' }, 7], language: 'ja' }
  expect(parseSettings(JSON.stringify(kept))).toEqual({
    ...defaultSettings,
    theme: 'dark',
    models: { a: 'b' },
    prompts: [prompt],
    language: 'ja',
  })
})
