import { createChatClient, type ChatClientOptions, type ChatStream } from '@rivulet/core'
import { expect, onTestFinished, test } from 'vitest'
import type { RelayOptions } from '../RelayOptions.js'
import { serveRelay } from '../relay.fixture.js'
import { startProxy } from '../store/tcpProxy.fixture.js'

const REQUEST = { model: 'fake', messages: [{ role: 'user' as const, content: 'hi' }] }

/** A client of a relay, over a network that can be cut. */
async function connected(options: Partial<RelayOptions> = {}, own: Partial<ChatClientOptions> = {}) {
  const served = await serveRelay(options)
  const proxy = await startProxy({ host: '127.0.0.1', port: Number(new URL(served.baseURL).port) })
  onTestFinished(() => proxy.close())
  const baseURL = `http://127.0.0.1:${proxy.port}/v1`
  return { ...served, proxy, baseURL, client: createChatClient({ baseURL, headers: { 'x-user': 'ann' }, ...own }) }
}

const textOf = ({ completion }: Pick<ChatStream, 'completion'>) => completion.choices[0]?.message.content

/** Waits until the stream has so much of its answer. */
const shown = (stream: ChatStream, text: string) => expect.poll(() => textOf(stream)).toBe(text)

test("core's client goes on by itself when its connection is cut, and the upstream is asked once", async () => {
  const { client, upstream, proxy } = await connected()
  const stream = client.stream(REQUEST)
  const result = stream.result
  const call = (await upstream.next()).head().say('one ', 'two ')
  await shown(stream, 'one two ')
  proxy.cut()
  call.say('three ')
  await shown(stream, 'one two three ')
  proxy.cut()
  call.say('four').finish()
  expect(await result).toMatchObject({ ending: { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } })
  expect(textOf(stream)).toBe('one two three four')
  expect(upstream.calls).toHaveLength(1)
})

test("core's client leaves a run, and another reads it on, or from its beginning", async () => {
  const { client, baseURL, upstream } = await connected()
  const stream = client.stream(REQUEST)
  const result = stream.result
  const call = (await upstream.next()).head().say('one ', 'two ')
  await shown(stream, 'one two ')
  stream.detach()
  expect((await result).ending.kind).toBe('detached')
  expect(call.isClosed).toBe(false)

  const runId = stream.runId ?? ''
  const elsewhere = createChatClient({ baseURL, headers: { 'x-user': 'ann' } })
  const rest = elsewhere.resume(runId, stream.lastEventId === undefined ? {} : { lastEventId: stream.lastEventId })
  const whole = elsewhere.resume(runId)
  const stranger = createChatClient({ baseURL, headers: { 'x-user': 'bob' } }).resume(runId)
  expect((await stranger.result).ending).toMatchObject({ kind: 'failed', error: { code: 'relay_lost' } })
  const ends = Promise.all([rest.result, whole.result])
  call.say('three').finish()
  expect((await ends).map(({ ending }) => ending.kind)).toEqual(['complete', 'complete'])
  expect([textOf(rest), textOf(whole)]).toEqual(['three', 'one two three'])
})

test("core's client stops the run upstream, also one that it resumed, and every reader learns it", async () => {
  const { client, upstream } = await connected()
  const first = client.stream(REQUEST)
  const ends = [first.result]
  const call = (await upstream.next()).head().say('half ')
  await shown(first, 'half ')
  const second = client.resume(first.runId ?? '')
  ends.push(second.result)
  await shown(second, 'half ')
  await second.stop()
  await call.closed
  expect((await Promise.all(ends)).map(({ ending }) => ending.kind)).toEqual(['stopped', 'stopped'])
  expect([textOf(first), textOf(second)]).toEqual(['half ', 'half '])
})

test("core's client reads whole replies and models, and learns in time what the relay refuses", async () => {
  const { client, upstream } = await connected({ limits: { runsPerMinute: 1 } }, { retry: { maxRetries: 0 } })
  const models = client.models()
  ;(await upstream.next()).json(200, { object: 'list', data: [{ id: 'fake' }] })
  expect((await models).map(({ id }) => id)).toEqual(['fake'])
  const whole = client.complete(REQUEST)
  const choices = [{ index: 0, message: { role: 'assistant', content: 'all of it' }, finish_reason: 'stop' }]
  ;(await upstream.next()).json(200, { id: 'c', object: 'chat.completion', model: 'fake', choices })
  expect(textOf(await whole)).toBe('all of it')
  expect((await client.stream(REQUEST).result).ending).toMatchObject({
    kind: 'failed',
    error: { code: 'rate_limit', status: 429, retryAfterMs: expect.any(Number) as number },
  })
})
