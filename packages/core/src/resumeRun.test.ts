// A run that is known by its id alone: after a reload, in another tab.
import { describe, expect, test } from 'vitest'
import { codes, errorOf, messageOf } from './answers.fixture.js'
import { request } from './gateway.fixture.js'
import { delta, done, draw, notice, relayError, relayOf, RUN_ID, type Reply } from './relay.fixture.js'

const frames = [delta({ role: 'assistant', content: 'Hel' }), delta({ content: 'lo' }), delta({}, 'stop'), done]
const EVENTS = `/runs/${RUN_ID}/events`
const complete = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 }

test('is read from its first event to its end', async () => {
  const relay = await relayOf({ frames })
  const run = relay.client.resume(RUN_ID)
  expect([run.runId, run.lastEventId]).toEqual([RUN_ID, undefined])
  const contents: unknown[] = []
  for await (const { choices } of run) contents.push(choices[0]?.delta.content)
  expect(contents).toEqual(['Hel', 'lo', undefined])
  expect((await run.result).ending).toEqual(complete)
  expect(run.lastEventId).toBe('1.4')
  expect(relay.paths()).toEqual([EVENTS])
})

test('gives two readers the same, and one stop ends it for both', async () => {
  const part = { bytes: Buffer.byteLength(draw(frames.slice(0, 2))), last: 'hold' } as const
  const relay = await relayOf({ frames, replies: [part, part] })
  const begun = relay.client.stream(request)
  await begun[Symbol.asyncIterator]().next()
  const other = relay.client.resume(begun.runId ?? '')
  await other[Symbol.asyncIterator]().next()
  expect(other.completion).toEqual(begun.completion)
  await other.stop()
  begun.detach()
  expect(relay.paths()).toEqual(['/chat/completions', EVENTS, `/runs/${RUN_ID}/stop`])
})

test('is resumed like any other', async () => {
  const relay = await relayOf({
    frames,
    replies: [{ status: 503 }, { bytes: 20 }, { bytes: Buffer.byteLength(draw(frames.slice(0, 1))), last: 'destroy' }],
  })
  expect(messageOf(await relay.client.resume(RUN_ID).result)?.content).toBe('Hello')
  expect(relay.paths()).toEqual([EVENTS, EVENTS, EVENTS, `${EVENTS} 1.1`])
})

describe('after an event', () => {
  test('only what follows it is read', async () => {
    const relay = await relayOf({ frames })
    const result = await relay.client.resume(RUN_ID, { lastEventId: '1.1' }).result
    expect(messageOf(result)).toMatchObject({ role: 'assistant', content: 'lo' })
    expect(result.ending).toEqual(complete)
    expect(relay.paths()).toEqual([`${EVENTS} 1.1`])
  })

  test.each<[string, string[], string, object]>([
    ['[DONE] is left', [...frames.slice(0, 2), done], '1.2', { ...complete, finishReason: null }],
    ['a cut is left', [...frames.slice(0, 2), notice({ state: 'cut' })], '1.2', { kind: 'truncated' }],
    ['a loss is left', [...frames.slice(0, 2), relayError('relay_lost')], '1.2', { kind: 'failed', error: { code: 'relay_lost' } }],
  ])('where only %s', async (_name, run, lastEventId, ending) => {
    const relay = await relayOf({ frames: run })
    expect((await relay.client.resume(RUN_ID, { lastEventId }).result).ending).toMatchObject(ending)
  })

  test.each<[string, string, object]>([
    ['done', done, { ...complete, finishReason: null }],
    ['cut', notice({ state: 'cut' }), { kind: 'truncated' }],
    ['stopped', `${notice({ state: 'stopped', reason: 'user' })}\n\n${done}`, { kind: 'stopped' }],
    ['lost', relayError('relay_lost'), { kind: 'failed', error: { code: 'relay_lost' } }],
    [
      'failed',
      relayError('upstream_timeout'),
      { kind: 'failed', error: { code: 'network', message: expect.stringContaining('fell silent') as string } },
    ],
  ])('that was its end (%s), the relay tells it again', async (_state, end, ending) => {
    const relay = await relayOf({ frames: [...frames.slice(0, 2), end] })
    const result = await relay.client.resume(RUN_ID, { lastEventId: '1.3' }).result
    expect(result.ending).toMatchObject(ending)
    expect(relay.paths()).toEqual([`${EVENTS} 1.3`])
  })

  test('that is not its end, an empty answer is a cut', async () => {
    const relay = await relayOf({ frames, replies: [{ body: '' }] })
    expect((await relay.client.resume(RUN_ID, { lastEventId: '1.2' }).result).ending).toEqual(complete)
    expect(relay.paths()).toEqual([`${EVENTS} 1.2`, `${EVENTS} 1.2`])
  })

  test('that the relay lost, it is read from its first', async () => {
    const reset = `event: rivulet.reset\n${notice({ reset: true })}\n\n`
    const relay = await relayOf({ frames, replies: [{ body: reset + draw(frames, 0, 2) }] })
    const result = await relay.client.resume(RUN_ID, { lastEventId: '1.9' }).result
    expect(messageOf(result)?.content).toBe('Hello')
    expect(codes(result)).toEqual(['relay-reset'])
  })

  test('that is no id, it is read from its first', async () => {
    const relay = await relayOf({ frames })
    expect(messageOf(await relay.client.resume(RUN_ID, { lastEventId: 'x\ny' }).result)?.content).toBe('Hello')
    expect(relay.paths()).toEqual([EVENTS])
  })
})

test.each<[string, Reply, object]>([
  ['is gone', { status: 404 }, { code: 'relay_lost', status: 404 }],
  ['has expired', { status: 410 }, { code: 'relay_lost', status: 410 }],
  ['is asked for without a valid key', { status: 401 }, { code: 'auth' }],
  ['is asked of what is no relay', { status: 302, headers: { location: '/login' } }, { code: 'http', status: 302 }],
])('fails at once where it %s', async (_name, reply, error) => {
  const relay = await relayOf({ frames, replies: [reply] })
  const run = relay.client.resume(RUN_ID)
  await expect(run[Symbol.asyncIterator]().next()).rejects.toMatchObject(error)
  expect(errorOf(await run.result)).toMatchObject(error)
  expect(relay.paths()).toHaveLength(1)
})

test('fails with what went wrong where nobody answers in time', async () => {
  const relay = await relayOf({
    frames,
    replies: Array.from({ length: 20 }, () => ({ status: 503 })),
    options: { timeouts: { resumeMs: 300 } },
  })
  expect(errorOf(await relay.client.resume(RUN_ID).result)).toMatchObject({ code: 'gateway', status: 503 })
})

test.each(['../../models', 'a/b', '', '?x=1'])('an id that is none (%j) leads nowhere', async (id) => {
  const relay = await relayOf({ frames })
  expect(errorOf(await relay.client.resume(id).result)).toMatchObject({ code: 'relay_lost' })
  expect(relay.paths()).toEqual([])
})

test('what the application’s functions throw ends it before anything is sent', async () => {
  const relay = await relayOf({ frames })
  const cause = new Error('no key')
  const { createChatClient } = await import('./index.js')
  const client = createChatClient({
    baseURL: relay.client.baseURL,
    apiKey: () => {
      throw cause
    },
  })
  expect(errorOf(await client.resume(RUN_ID).result)).toMatchObject({ code: 'http', cause })
  expect(relay.paths()).toEqual([])
})

test('a signal that is aborted already stops the run', async () => {
  const relay = await relayOf({ frames })
  const run = relay.client.resume(RUN_ID, { signal: AbortSignal.abort() })
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  await run.stop()
  expect(relay.paths()).toEqual([`/runs/${RUN_ID}/stop`])
})
