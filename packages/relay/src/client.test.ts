// Core's client over the real relay, when the way between them fails at every place: the answer must be the one that was never cut.
import { createChatClient, type ChatClientOptions, type ChatResult, type ChatStream } from '@rivulet/core'
import { serve } from '@rivulet/replay/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createRelay } from './createRelay.js'
import { serveRelayedGateway } from './clients/relayedGateway.fixture.js'
import { KEY, serveRelay } from './relay.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import { startProxy } from './store/tcpProxy.fixture.js'
import { chunk } from './upstream.fixture.js'

const ask = (content: string) => ({ model: 'default', messages: [{ role: 'user' as const, content }] })
const textOf = ({ completion }: Pick<ChatStream, 'completion'>) => completion.choices[0]?.message.content
const shown = (stream: ChatStream, text: string) => expect.poll(() => textOf(stream)).toBe(text)
const clientOf = (baseURL: string, options: Partial<ChatClientOptions> = {}) =>
  createChatClient({ baseURL, headers: { 'x-user': 'ann' }, ...options })

/** A `fetch` whose bodies end after so many bytes: in an error, or as if that were all. */
const cutting =
  (bytes: number, ends: 'error' | 'close'): NonNullable<ChatClientOptions['fetch']> =>
  async (url, init) => {
    const { body, ...head } = await fetch(url, init).then((response) => ({
      body: response.body,
      status: response.status,
      headers: response.headers,
    }))
    let left = bytes
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        controller.enqueue(piece.subarray(0, left))
        left -= piece.length
        if (left > 0) return
        if (ends === 'close') controller.terminate()
        else controller.error(new TypeError('terminated'))
      },
    })
    return new Response(body?.pipeThrough(cut) ?? null, head)
  }

/** The answer without what differs from run to run. */
const conclusion = ({ completion: { choices, usage, extra }, ending, warnings, cost }: ChatResult) => ({
  choices,
  usage,
  extra,
  ending,
  warnings,
  cost,
})

describe('an answer over connections that break after so many bytes', () => {
  test.each(['haiku', 'parallel', 'length', 'truncated'])('"%s" is the one that was never cut', async (content) => {
    const { relayed } = await serveRelayedGateway({ tokensPerSecond: Infinity })
    const apiKey = 'ann'
    const whole = createChatClient({ baseURL: relayed, apiKey }).stream(ask(content))
    const expected = conclusion(await whole.result)
    expect(expected.choices).not.toEqual([])
    // An event is shorter than the first, so that every connection brings something.
    for (let bytes = 700; bytes < 1200; bytes += process.env['LONG_SUITE'] ? 11 : 125) {
      const way = cutting(bytes, bytes % 2 === 0 ? 'error' : 'close')
      const client = createChatClient({ baseURL: relayed, apiKey, fetch: way })
      expect(conclusion(await client.resume(whole.runId ?? '').result), `${bytes} bytes`).toEqual(expected)
    }
    const live = createChatClient({ baseURL: relayed, apiKey, fetch: cutting(900, 'error') })
    expect(conclusion(await live.stream(ask(content)).result)).toMatchObject({ ending: expected.ending, warnings: [] })
  })
})

describe('a network that fails', () => {
  test('a way that lets nothing through any more is left for another', async () => {
    const { upstream, baseURL } = await serveRelay({ limits: { pingMs: 100 } })
    const proxy = await startProxy({ host: '127.0.0.1', port: Number(new URL(baseURL).port) })
    onTestFinished(() => proxy.close())
    let asked = 0
    const client = clientOf(`http://127.0.0.1:${proxy.port}/v1`, {
      timeouts: { relaySilenceMs: 400 },
      fetch: (url, init) => (asked++, fetch(url, init)),
    })
    const stream = client.stream(ask('hi'))
    const { result } = stream
    const call = (await upstream.next()).head().say('one ')
    await shown(stream, 'one ')
    proxy.mute()
    call.say('two ')
    await expect.poll(() => asked).toBeGreaterThan(1)
    expect(textOf(stream)).toBe('one ')
    proxy.unmute()
    // What the dead connection swallowed comes over the next.
    await shown(stream, 'one two ')
    call.finish()
    expect((await result).ending).toMatchObject({ kind: 'complete' })
    expect(upstream.calls).toHaveLength(1)
  })

  test('a stop while the run is resumed reaches the upstream when the network is back', async () => {
    const { upstream, baseURL } = await serveRelay()
    const proxy = await startProxy({ host: '127.0.0.1', port: Number(new URL(baseURL).port) })
    onTestFinished(() => proxy.close())
    const stream = clientOf(`http://127.0.0.1:${proxy.port}/v1`).stream(ask('hi'))
    const { result } = stream
    const call = (await upstream.next()).head().say('one ')
    await shown(stream, 'one ')
    proxy.mute()
    proxy.cut()
    const stopping = stream.stop()
    expect((await result).ending).toEqual({ kind: 'stopped' })
    expect(textOf(stream)).toBe('one ')
    proxy.cut()
    proxy.unmute()
    await stopping
    await call.closed
  })

  test('a relay that restarts without its runs has lost them: what came is kept', async () => {
    const { upstream, baseURL, relay } = await serveRelay()
    const stream = clientOf(baseURL).stream(ask('hi'))
    const { result } = stream
    ;(await upstream.next()).head().say('one ')
    await shown(stream, 'one ')
    const { runId = '' } = stream
    await relay.close({ graceMs: 0 })
    expect((await result).ending).toMatchObject({ kind: 'failed', error: { code: 'relay_lost' } })
    expect(textOf(stream)).toBe('one ')

    // Another process in its place has never heard of it.
    const again = createRelay({ upstream: { baseURL: upstream.baseURL, apiKey: KEY }, authorize: () => 'ann', store: memoryStore() })
    const server = await serve(again)
    onTestFinished(async () => {
      await again.close({ graceMs: 0 })
      await server.close()
    })
    const late = clientOf(`${server.url}/v1`).resume(runId)
    expect((await late.result).ending).toMatchObject({ kind: 'failed', error: { code: 'relay_lost', status: 404 } })
  })
})

describe('an upstream that answers late', () => {
  test('with a refusal that passes is asked again, under the same key', async () => {
    const { upstream, baseURL } = await serveRelay({ limits: { statusWaitMs: 20 } })
    const stream = clientOf(baseURL, { retry: { maxRetries: 2 } }).stream(ask('hi'), { headers: { 'Idempotency-Key': 'turn-1' } })
    const { result } = stream
    const refused = await upstream.next()
    await expect.poll(() => stream.runId).toMatch(/./)
    refused.json(429, { error: { message: 'Slow down', type: 'rate_limit_error' } })
    ;(await upstream.next()).head().say('Hello').finish()
    expect((await result).ending).toMatchObject({ kind: 'complete' })
    expect(textOf(await result)).toBe('Hello')
  })

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '7', 'retry-after-ms': '6500' }, 6500],
    [{}, undefined],
  ] as [Record<string, string>, number | undefined][])(
    'with a refusal that says when to come back (%j) is waited for as long',
    async (headers, ms) => {
      const { upstream, baseURL } = await serveRelay({ limits: { statusWaitMs: 20 } })
      const stream = clientOf(baseURL, { retry: { maxRetries: 0 } }).stream(ask('hi'))
      const { result } = stream
      const refused = await upstream.next()
      await expect.poll(() => stream.runId).toMatch(/./)
      refused.json(429, { error: { message: 'Slow down', type: 'rate_limit_error' } }, headers)
      expect((await result).ending).toMatchObject({ kind: 'failed', error: { code: 'rate_limit', status: 429, retryAfterMs: ms } })
    },
  )

  test('with a refusal that lasts fails as it would have in time', async () => {
    const { upstream, baseURL } = await serveRelay({ limits: { statusWaitMs: 20 } })
    const stream = clientOf(baseURL).stream(ask('hi'))
    const { result } = stream
    const refused = await upstream.next()
    await expect.poll(() => stream.runId).toMatch(/./)
    refused.json(402, { error: { message: 'No credit left', type: 'insufficient_quota' } })
    expect((await result).ending).toMatchObject({ kind: 'failed', error: { code: 'payment', status: 402 } })
  })

  test('can be stopped before it says anything', async () => {
    const { upstream, baseURL } = await serveRelay({ limits: { statusWaitMs: 20 } })
    const stream = clientOf(baseURL).stream(ask('hi'))
    const { result } = stream
    const call = await upstream.next()
    await expect.poll(() => stream.runId).toMatch(/./)
    await stream.stop()
    await call.closed
    expect((await result).ending).toEqual({ kind: 'stopped' })
  })
})

describe('a run that has ended', () => {
  test.each(['complete', 'stopped', 'truncated'])('as %s is told so to who has its last event', async (kind) => {
    const { upstream, baseURL } = await serveRelay()
    const client = clientOf(baseURL)
    const stream = client.stream(ask('hi'))
    const { result } = stream
    const call = (await upstream.next()).head().say('Hello')
    await shown(stream, 'Hello')
    if (kind === 'complete') call.finish()
    else if (kind === 'truncated') call.end()
    else await client.resume(stream.runId ?? '').stop()
    expect((await result).ending.kind).toBe(kind)
    const again = client.resume(stream.runId ?? '', { lastEventId: stream.lastEventId })
    expect((await again.result).ending.kind).toBe(kind)
  })
})

test('a run whose log has expired is told as expired, from its beginning and from its last event', async () => {
  // No room for a second answer beside the first, which has ended.
  const store = memoryStore({ maxBytes: 2000 })
  const { upstream, baseURL } = await serveRelay({ store })
  const client = clientOf(baseURL)
  const streams = []
  for (const text of ['first '.repeat(100), 'second '.repeat(100)]) {
    const stream = client.stream(ask('hi'))
    const { result } = stream
    ;(await upstream.next()).head().say(text).finish()
    expect((await result).ending.kind).toBe('complete')
    streams.push(stream)
  }
  const [{ runId = '', lastEventId } = {}] = streams
  // The process that produced it still has it for a moment.
  const other = await serveRelay({ store }, upstream)
  const direct = await other.get(`runs/${runId}/events`)
  expect([direct.status, await direct.json()]).toMatchObject([410, { error: { code: 'run_expired' } }])
  for (const given of [undefined, '1.1', lastEventId]) {
    const { ending } = await clientOf(other.baseURL).resume(runId, { lastEventId: given }).result
    expect(ending).toMatchObject({ kind: 'failed', error: { code: 'relay_lost', status: 410, retryable: true } })
    expect(ending.kind === 'failed' && ending.error.message).toContain('expired')
  }
  expect(upstream.calls).toHaveLength(2)
})

test('two tabs that ask with one key read one run, whichever comes first', async () => {
  const { upstream, baseURL } = await serveRelay()
  const tabs = [1, 2].map(() => clientOf(baseURL).stream(ask('hi'), { headers: { 'Idempotency-Key': 'turn-1' } }))
  const results = tabs.map(({ result }) => result)
  const call = (await upstream.next()).head().say('Hel', 'lo')
  await Promise.all(tabs.map((tab) => shown(tab, 'Hello')))
  call.write(chunk({ content: '!' })).finish()
  for (const result of results) expect(textOf(await result)).toBe('Hello!')
  expect(new Set(tabs.map(({ runId }) => runId)).size).toBe(1)
  expect(upstream.calls).toHaveLength(1)
})
