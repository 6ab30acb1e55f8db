// How a run ended is told by its relay: each end must be what a client of the gateway itself would have concluded.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { codes, errorOf, messageOf, read } from './answers.fixture.js'
import { request } from './gateway.fixture.js'
import type { ChatResult } from './index.js'
import { delta, done, draw, frame, notice, relayError, relayOf, RUN_ID } from './relay.fixture.js'

const hello = delta({ role: 'assistant', content: 'Hel' })
const finish = delta({}, 'stop')
const cut = notice({ state: 'cut' })
const stopped = (reason: string) => `${notice({ state: 'stopped', reason })}\n\n${done}`

const refusal = (status: number, error: object = {}) =>
  frame({ error: { message: 'no', type: 'x', code: null, param: null, ...error, status } })

/** Reads the run over its relay, and the same body without the relay's head and ids. */
async function readBoth(frames: readonly string[]): Promise<ChatResult[]> {
  const relay = await relayOf({ frames, options: { timeouts: { resumeMs: 300 } } })
  const result = await relay.client.stream(request).result
  expect(relay.paths(), 'an end is not resumed').toEqual(['/chat/completions'])
  return [result, await read(frames.map((text) => `${text}\n\n`).join(''))]
}

test.each<[string, string[], object, string[]]>([
  ['[DONE] after a finish reason', [hello, finish, done], { kind: 'complete', finishReason: 'stop', sawDone: true }, []],
  ['[DONE] after text', [hello, done], { kind: 'complete', finishReason: null, sawDone: true }, []],
  ['[DONE] alone', [done], { kind: 'failed', error: { code: 'empty_response' } }, []],
  ['a cut after text', [hello, cut], { kind: 'truncated' }, []],
  ['a cut after a finish reason', [hello, finish, cut], { kind: 'complete', finishReason: 'stop', sawDone: false }, []],
  ['a cut before anything', [cut], { kind: 'failed', error: { code: 'empty_response' } }, []],
  ['a stop by somebody else', [hello, stopped('user')], { kind: 'stopped' }, ['stopped-elsewhere']],
  ['a stop since nobody read it', [hello, stopped('abandoned')], { kind: 'stopped' }, ['stopped-elsewhere']],
  ['a stop before anything', [stopped('shutdown')], { kind: 'stopped' }, ['stopped-elsewhere']],
  [
    'a connection to the gateway that broke',
    [hello, relayError('upstream_broken')],
    { kind: 'failed', error: { code: 'network', retryable: true } },
    [],
  ],
  [
    'a gateway that fell silent',
    [hello, relayError('upstream_timeout')],
    { kind: 'failed', error: { code: 'network', retryable: true } },
    [],
  ],
  [
    'a connection that broke after a finish reason',
    [hello, finish, relayError('upstream_broken')],
    { kind: 'complete', sawDone: false },
    ['connection-lost'],
  ],
  [
    'silence after a finish reason',
    [hello, finish, relayError('upstream_timeout')],
    { kind: 'complete', sawDone: false },
    ['connection-lost'],
  ],
  [
    'a gateway that cannot be reached',
    [relayError('upstream_unreachable')],
    { kind: 'failed', error: { code: 'gateway', status: 502, retryable: true } },
    [],
  ],
  ['a limit', [hello, relayError('limit')], { kind: 'failed', error: { code: 'limit', retryable: false } }, []],
  ['a lost run', [hello, relayError('relay_lost')], { kind: 'failed', error: { code: 'relay_lost', retryable: true } }, []],
  ['another failure', [hello, relayError('something_new')], { kind: 'failed', error: { code: 'gateway' } }, []],
  [
    'an error of the gateway',
    [hello, frame({ error: { message: 'no', code: 'server_error' } })],
    { kind: 'failed', error: { code: 'gateway' } },
    [],
  ],
])('%s', async (_name, frames, ending, warnings) => {
  for (const result of await readBoth(frames)) {
    expect(result.ending).toMatchObject(ending)
    expect(codes(result)).toEqual(warnings)
    // What a relay says of itself is no part of the answer.
    expect(result.completion).toMatchObject({ id: frames[0] === hello ? 'c' : '', extra: {} })
    expect(messageOf(result)?.content).toBe(frames[0] === hello ? 'Hel' : undefined)
  }
})

test('nobody is given a chunk that only the relay has made', async () => {
  const relay = await relayOf({ frames: [hello, stopped('user')] })
  const contents: unknown[] = []
  for await (const { choices } of relay.client.stream(request)) contents.push(choices[0]?.delta.content)
  expect(contents).toEqual(['Hel'])
})

test('the words of a stop hold nothing that a message must not', async () => {
  const relay = await relayOf({ frames: [stopped('user sk-canary-1234567890')] })
  expect(JSON.stringify(await relay.client.stream(request).result)).not.toContain('canary')
})

describe('a refusal that a slow gateway makes is told in the stream', () => {
  beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0))
  afterEach(() => void vi.restoreAllMocks())

  test.each([
    [429, 'rate_limit', 3],
    [503, 'gateway', 3],
    [502, 'gateway', 3],
    [400, 'http', 2],
    [404, 'http', 1],
    [413, 'context_length', 1],
    [402, 'payment', 1],
  ])('%i: as by its status', async (status, code, tries) => {
    const relay = await relayOf({ frames: [refusal(status)], options: { retry: { maxRetries: 2 } } })
    const result = await relay.client.stream(request).result
    expect(errorOf(result)).toMatchObject({ code, status, requestId: 'req-1', message: expect.stringContaining(`status ${status}`) })
    expect(relay.paths()).toHaveLength(tries)
  })

  test('and what is asked again is another run', async () => {
    const again = draw([hello, finish, done], 0, 2)
    const replies = [
      { body: draw([refusal(503)]) },
      { body: again, bytes: Buffer.byteLength(again) - 5 },
      { body: draw([done], 0, 2).replace('2.1', '2.3') },
    ]
    const relay = await relayOf({ frames: [], replies, options: { retry: { maxRetries: 1 } } })
    const result = await relay.client.stream(request).result
    expect(messageOf(result)?.content).toBe('Hel')
    expect(relay.paths()).toEqual(['/chat/completions', '/chat/completions', `/runs/${RUN_ID}/events 2.2`])
  })

  test('after text it is no refusal: nothing is tried again', async () => {
    const relay = await relayOf({ frames: [hello, refusal(503)], options: { retry: { maxRetries: 2 } } })
    expect(errorOf(await relay.client.stream(request).result)).toMatchObject({ code: 'gateway', status: 503 })
    expect(relay.paths()).toHaveLength(1)
  })
})
