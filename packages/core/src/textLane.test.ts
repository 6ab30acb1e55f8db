import { afterEach, expect, test, vi } from 'vitest'
import { chunk, data, messageOf, read, stop, text } from './answers.fixture.js'
import type { ChatResult } from './index.js'

// What is counted is work: how many characters are parsed as JSON, and how often.
afterEach(() => void vi.restoreAllMocks())

async function readCounted(body: string): Promise<{ result: ChatResult; parses: number; chars: number }> {
  const parse = vi.spyOn(JSON, 'parse')
  const result = await read(body)
  const { calls } = parse.mock
  parse.mockRestore()
  return { result, parses: calls.length, chars: calls.reduce((sum, [json]) => sum + json.length, 0) }
}

const COUNT = 400
const words = Array.from({ length: COUNT }, (_, at) => `word ${at} `)
/** As Python's json.dumps frames it: a space after every colon. */
const python = (content: string) => text(content).replaceAll('":', '": ')
/** The text before the envelope's other fields, or between them. */
const inside = (content: string) =>
  data({
    choices: [{ delta: { role: 'assistant', content, extra: 1 }, finish_reason: null, index: 0 }],
    id: 'c',
    created: 1,
    model: 'm',
    object: 'chat.completion.chunk',
  })

/** As OpenAI pads its events, at their end, and Azure, in their middle. */
const pad = (content: string) => 'Aa0'.repeat(content.length % 5)
const padded = (content: string) => chunk({ content }, null, { obfuscation: pad(content) })
const paddedInside = (content: string) =>
  data({
    choices: [{ delta: { content }, finish_reason: null, index: 0 }],
    created: 1,
    id: 'c',
    obfuscation: pad(content),
    object: 'chat.completion.chunk',
    model: 'm',
  })

test.each([
  ['compact', text],
  ['with spaces', python],
  ['in another order', inside],
  ['padded', padded],
  ['padded, with spaces', (content: string) => padded(content).replaceAll('":', '": ')],
  ['padded in the middle', paddedInside],
])('events that differ in their text alone are parsed once: %s', async (_name, frame) => {
  const { result, parses } = await readCounted(words.map(frame).join('') + stop)
  expect(messageOf(result)?.content).toBe(words.join(''))
  expect(parses).toBeLessThan(10)
})

test('of an event whose text holds escapes only the text is parsed', async () => {
  const escaped = Array.from({ length: COUNT }, (_, at) => `"${at}"\n\\`)
  const { result, parses, chars } = await readCounted(escaped.map(text).join('') + stop)
  expect(messageOf(result)?.content).toBe(escaped.join(''))
  expect(parses).toBeLessThan(COUNT + 10)
  expect(chars).toBeLessThan(COUNT * 20)
})

test('events whose envelopes all differ are parsed once each, and not tried as templates without end', async () => {
  const { result, parses } = await readCounted(words.map((content, at) => chunk({ content }, null, { id: `c${at}` })).join('') + stop)
  expect(messageOf(result)?.content).toBe(words.join(''))
  expect(parses).toBeGreaterThanOrEqual(COUNT)
  expect(parses).toBeLessThan(COUNT + 20)
})

test('an envelope that changes now and then is learnt again', async () => {
  const body = words.map((content, at) => chunk({ content }, null, { id: `c${Math.trunc(at / 40)}` })).join('')
  const { result, parses } = await readCounted(body + stop)
  expect(messageOf(result)?.content).toBe(words.join(''))
  expect(parses).toBeLessThan(40)
})

test('an envelope that changes after each served event is given up as seldom as it helps', async () => {
  const pairs = words.map((content, at) => chunk({ content }, null, { id: `c${Math.trunc(at / 2)}` })).join('')
  const { parses } = await readCounted(words.map(text).join('') + pairs + stop)
  expect(parses).toBeLessThan(COUNT + COUNT / 4)
})

test.each([
  [
    'a text that stands elsewhere too',
    [chunk({ content: 'a' }, null, { note: { content: 'a' } }), chunk({ content: 'b' }, null, { note: { content: 'a' } })],
    'ab',
  ],
  [
    'a text that stands before the other',
    [
      data({
        note: { content: 'a' },
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta: { content: 'a' }, finish_reason: null }],
      }),
      text('b'),
    ],
    'ab',
  ],
  ['one event within the other', [text('a'), text('aa'), text(''), text('a')], 'aaaa'],
  ['a text of what follows', [text('x'), text('"},"finish_reason":null}]}'), text('x')], 'x"},"finish_reason":null}]}x'],
  [
    'another choice',
    [
      text('a'),
      data({
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 1, delta: { content: 'b' }, finish_reason: null }],
      }),
      text('c'),
    ],
    'ac',
  ],
  ['a list', [`data: [${text('a').slice(6).trim()}]\n\n`, `data: [${text('b').slice(6).trim()}]\n\n`], 'ab'],
  [
    'two choices in one',
    [
      data({
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [0, 1].map((index) => ({ index, delta: { content: 'a' }, finish_reason: null })),
      }),
      text('b'),
    ],
    'ab',
  ],
  ['a message instead of a delta', ['a', 'b', 'c'].map((content) => text(content).replace('"delta"', '"message"')), 'abc'],
  ['control characters', [text('a'), text('b').replace('"b"', '"b\u0001"'), text('c')], 'ac'],
  ['an open escape', [text('a'), text('b').replace('"b"', '"b\\"'), text('c')], 'ac'],
  ['halves of characters', [text('a'), text('\ud83d'), text('\ude00'), text('b')], 'a😀b'],
])('%s is read right', async (_name, events, expected) => {
  const { completion } = await read(events.join('') + stop)
  expect(completion.choices[0]?.message.content).toBe(expected)
})

const labelled = (content: string) => chunk({ content, channel: 'final' }, null, { system_fingerprint: 'f' })

test('an event served so has every field of its envelope, and a name makes it another', async () => {
  const { result } = await readCounted(labelled('a') + labelled('b') + `event: note\n${labelled('c')}` + labelled('d') + stop)
  expect(result.completion).toMatchObject({ id: 'c', created: 1, model: 'm', system_fingerprint: 'f' })
  expect(messageOf(result)).toMatchObject({ content: 'abcd', channel: 'final' })
})
