import { describe, expect, test } from 'vitest'
import { chunk, codes, data, done, errorOf, messageOf, read, readChunks, stop, text } from './answers.fixture.js'

const role = chunk({ role: 'assistant', content: '' })
const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
const choice = (index: number, content: string, reason: string | null) =>
  data({ choices: [{ index, delta: { content }, finish_reason: reason }] })

describe('an answer is complete', () => {
  test.each([
    ['with a finish reason', text('a') + stop, 'stop', false],
    ['with a finish reason and [DONE]', text('a') + stop + done, 'stop', true],
    ['with [DONE] after content', text('a') + done, null, true],
    ['with [DONE] after a call', chunk({ tool_calls: [{ index: 0, function: { name: 'f' } }] }) + done, null, true],
    ['with a finish reason and nothing else', stop, 'stop', false],
    ['with [DONE] where not all choices have finished', choice(0, 'a', null) + choice(1, 'b', 'stop') + done, null, true],
    ['with the reason of its first choice', choice(1, 'b', 'length') + choice(0, 'a', 'stop'), 'stop', false],
    ['with its first reason', text('a') + stop + chunk({}, 'length'), 'stop', false],
    ['with the reason of its only choice, whatever its index', choice(1, 'a', null) + choice(1, '', 'stop'), 'stop', false],
  ])('%s', async (_name, body, finishReason, sawDone) => {
    expect((await read(body)).ending).toEqual({ kind: 'complete', finishReason, sawDone, lostEvents: 0 })
  })
})

describe('an answer without an end', () => {
  test.each([
    ['content', text('a')],
    ['a role', role],
    ['usage', data({ choices: [], usage })],
    ['one of two choices', choice(0, 'a', 'stop') + choice(1, 'b', null)],
    ['plain text alone of two choices', text('a') + text('b') + choice(1, 'c', 'stop')],
    ['content and an event that was lost', text('a') + data('x')],
  ])('is truncated: %s', async (_name, body) => expect((await read(body)).ending).toEqual({ kind: 'truncated' }))
})

describe('no answer', () => {
  const empty = 'The gateway sent no answer. '
  const unreadable = 'The answer could not be read as a stream of chat completions. '

  test.each([
    ['nothing', '', 'empty_response', empty],
    ['[DONE]', done, 'empty_response', empty],
    ['a role and [DONE]', role + done, 'empty_response', empty],
    ['usage and [DONE]', data({ choices: [], usage }) + done, 'empty_response', empty],
    ['a reconnection time that is no number', 'retry: soon\n\n', 'empty_response', empty],
    ['a line that is none of an event stream, and a role', `junk\n${role}${done}`, 'empty_response', empty],
    ['a line that is none of an event stream', `junk\n${done}`, 'protocol', unreadable],
    ['events that cannot be read', data('x') + done, 'protocol', unreadable],
    ['events that cannot be read, and a role', data('x') + role + done, 'protocol', unreadable],
    ['events that cannot be read, without an end', data('x'), 'protocol', unreadable],
  ])('is %s', async (_name, body, code, message) => {
    const error = errorOf(await read(body))
    expect(error).toMatchObject({ code, retryable: code === 'empty_response' })
    expect(error?.message.startsWith(message)).toBe(true)
  })
})

describe('after [DONE]', () => {
  const answer = text('a') + stop + done

  test.each([
    ['usage counts', data({ choices: [], usage }), usage],
    ['usage of Groq counts', data({ x_groq: { usage } }), usage],
    [
      'nothing else of a chunk with usage counts',
      data({ id: 'd', model: 'n', region: 'eu', choices: [{ index: 0, delta: { content: 'b' } }], usage }),
      usage,
    ],
    ['text does not count', text('b'), undefined],
    ['an error does not count', data({ error: { message: 'boom' } }), undefined],
    ['an error event does not count', 'event: error\ndata: boom\n\n', undefined],
    ['an event that cannot be read does not count', data('{"x'), undefined],
    ['a second end does not count', done, undefined],
  ])('%s', async (_name, late, expected) => {
    const result = await read(answer + late)
    expect(result.completion).toMatchObject({ id: 'c', model: 'm', extra: {} })
    expect(result.completion.usage).toEqual(expected)
    expect(messageOf(result)?.content).toBe('a')
    expect(result.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 })
    expect(result.warnings).toEqual([])
  })

  test('usage is a chunk of its own, and no chunk comes without', async () => {
    const chunks = await readChunks(answer + data({ id: 'd', usage, choices: [{}] }) + text('b') + data({ usage: null }))
    expect(chunks.slice(2)).toEqual([{ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage }])
  })

  test('what is longer than it may be does not count', async () => {
    const result = await read(`${answer}data: ${'x'.repeat(1000)}`, { limits: { eventChars: 500 } })
    expect(result.ending).toMatchObject({ kind: 'complete', sawDone: true })
  })

  test('a bare line with an error is a warning', async () => {
    const result = await read(`${text('a')}${done}error: late\n`)
    expect([result.ending.kind, codes(result)]).toEqual(['complete', ['bare-error']])
  })
})

const named = (name: string, payload: object) => `event: ${name}\n${data(payload)}`

describe('an event with a name', () => {
  test.each([
    ['of a heartbeat', named('ping', { type: 'ping', region: 'eu' })],
    ['of a heartbeat without fields', named('ping', {})],
    ['and null for usage', named('ping', { usage: null, region: 'eu' })],
  ])('%s is no chunk', async (_name, event) => {
    expect(await readChunks(event + text('a') + stop)).toHaveLength(2)
    expect((await read(event + text('a') + stop)).completion.extra).toEqual({})
  })

  test.each([
    ['and choices', named('delta', { choices: [{ delta: { content: 'b' } }], region: 'eu' })],
    ['and usage', named('usage', { usage, region: 'eu' })],
    ['that is the usual one', named('message', { region: 'eu' })],
    ['that is none', data({ region: 'eu' })],
  ])('%s is one', async (_name, event) => {
    const { completion } = await read(text('a') + event + stop)
    expect(completion.extra).toEqual({ region: 'eu' })
  })

  test('names no other event', async () => {
    const { completion } = await read(named('ping', {}) + data({ region: 'eu' }) + text('a') + stop)
    expect(completion.extra).toEqual({ region: 'eu' })
  })
})

test('an object without a field is nothing', async () => {
  expect(await readChunks(data({}) + text('a') + stop)).toHaveLength(2)
  expect((await read(data({}))).ending).toMatchObject({ error: { code: 'empty_response' } })
})

test('a bare error before all choices have finished fails the answer', async () => {
  const failed = await read(choice(0, 'a', 'stop') + choice(1, 'b', null) + 'error: upstream died\n')
  expect(errorOf(failed)?.message).toContain('upstream died')
  const complete = await read(choice(0, 'a', 'stop') + choice(1, 'b', 'stop') + 'error: upstream died\n')
  expect([complete.ending.kind, codes(complete)]).toEqual(['complete', ['bare-error']])
})

test('what was held back comes before an error', async () => {
  const held = text('a\ud83d')
  for (const failure of [data({ error: 'boom' }), 'event: error\ndata: boom\n\n', 'error: boom\n']) {
    const result = await read(held + failure)
    expect(errorOf(result)?.message).toContain('boom')
    expect(messageOf(result)?.content).toBe('a\ud83d')
  }
})
