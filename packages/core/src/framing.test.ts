import { describe, expect, test } from 'vitest'
import { codes, data, done, messageOf, read, stop, text } from './answers.fixture.js'

/** The JSON of a chunk. */
const json = (content: string) => text(content).slice('data: '.length).trim()

describe('a payload that is more or less than one object', () => {
  test.each([
    ['comment-as-data', data(': PROCESSING'), '', 'A comment that came as data was skipped.'],
    ['comment-as-data', data(': a\u2028b'), '', 'A comment that came as data was skipped.'],
    ['repeated-prefix', data(`data: ${json('a')}`), 'a', 'A repeated "data:" was removed.'],
    ['json-in-a-string', data(JSON.stringify(json('a'))), 'a', 'JSON that came inside a JSON string was unwrapped.'],
    ['several-in-one', data(`[${json('a')}, ${json('b')}]`), 'ab', 'Several objects that came as one event were taken apart.'],
    ['several-in-one', `data: ${json('a')}\ndata: ${json('b')}\n\n`, 'ab', 'Several objects that came as one event were taken apart.'],
  ])('is read by the rule %s, which says so; without the rule it is lost', async (code, event, content, message) => {
    const body = text('>') + event + stop
    const result = await read(body)
    expect(messageOf(result)?.content).toBe(`>${content}`)
    expect(result.warnings).toEqual([{ code, message }])
    expect(result.ending).toMatchObject({ kind: 'complete', lostEvents: 0 })

    const without = await read(body, { rules: { [code]: false } })
    expect(messageOf(without)?.content).toBe('>')
    expect(without.ending).toMatchObject({ kind: 'complete', lostEvents: 1 })
    expect(without.warnings).toEqual([
      { code: 'lost-event', message: 'An event that could not be read was skipped; the answer may lack something.' },
    ])
  })

  test('is read by several rules, each at most once', async () => {
    const result = await read(data(JSON.stringify(`data: ${json('a')}`)) + data(JSON.stringify([json('b')])) + stop)
    expect(messageOf(result)?.content).toBe('ab')
    expect(codes(result)).toEqual(['repeated-prefix', 'json-in-a-string', 'several-in-one'])

    const wrapped = await read(`data: data: ${json('a')}\ndata: \ndata: data: ${json('b')}\n\n${stop}`)
    expect(messageOf(wrapped)?.content).toBe('ab')
    expect(wrapped.ending).toMatchObject({ kind: 'complete', lostEvents: 0 })
    expect(codes(wrapped)).toEqual(['several-in-one', 'repeated-prefix'])

    const thrice = await read(text('a') + data(`data: data: ${json('b')}`) + stop)
    expect(messageOf(thrice)?.content).toBe('a')
    expect(codes(thrice)).toEqual(['lost-event'])
  })

  test.each([
    ['a list', data(`[${json('a')}, 1]`)],
    ['lines', `data: ${json('a')}\ndata: {"choi\n\n`],
  ])('keeps what can be read of %s, and counts the event as lost', async (_name, event) => {
    const result = await read(event + stop)
    expect(messageOf(result)?.content).toBe('a')
    expect(result.ending).toMatchObject({ lostEvents: 1 })
    expect(codes(result)).toEqual(['several-in-one', 'lost-event'])
  })

  test.each(['[1]', '["x"]', '"ping"', '"', '1', 'true', '{"choi', '[', 'data: x', 'a\ndata: b'])('%j is lost', async (payload) => {
    const result = await read(text('a') + data(payload) + stop)
    expect(result.ending).toMatchObject({ kind: 'complete', lostEvents: 1 })
    expect(codes(result)).toEqual(['lost-event'])
  })

  test.each(['', '   ', 'null', ' null '])('%j says nothing', async (payload) => {
    const result = await read(text('a') + data(payload) + stop)
    expect(result.ending).toMatchObject({ kind: 'complete', lostEvents: 0 })
    expect(result.warnings).toEqual([])
  })

  test('an empty list says nothing, and is a list', async () => {
    const result = await read(text('a') + data('[]') + stop)
    expect(result.ending).toMatchObject({ lostEvents: 0 })
    expect(codes(result)).toEqual(['several-in-one'])
  })
})

test.each<[string, string[]]>([
  [done, []],
  ['data:[DONE]\n\n', []],
  ['data:   [DONE]  \n\n', []],
  [data(JSON.stringify('[DONE]')), ['json-in-a-string']],
  [data(': x\ndata: [DONE]'), ['comment-as-data', 'several-in-one']],
])('%j ends an answer: what comes after it is not read', async (end, warned) => {
  const result = await read(text('a') + end + text('b') + data('{"broken'))
  expect(messageOf(result)?.content).toBe('a')
  expect(result.ending).toEqual({ kind: 'complete', finishReason: null, sawDone: true, lostEvents: 0 })
  expect(codes(result)).toEqual(warned)
})
