// A run that a relay keeps is read to its end, whatever happens to its connections.
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { codes, errorOf, messageOf } from './answers.fixture.js'
import { request } from './gateway.fixture.js'
import { createChatClient, type ChatCompletionChunk, type ChatResult, type Timeouts } from './index.js'
import { delta, done, draw, notice, relayError, relayOf, reply, RUN_ID, type RelayFixture, type Reply } from './relay.fixture.js'

const frames = [
  delta({ role: 'assistant', content: 'Hel' }),
  delta({ content: 'lo' }),
  delta({ content: ' there' }),
  delta({}, 'stop'),
  done,
]
const EVENTS = `/runs/${RUN_ID}/events`
/** So many bytes of the run are its first events, and a part of the next. */
const upTo = (seq: number): number => Buffer.byteLength(draw(frames.slice(0, seq))) + 20
const complete = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 }

/** Reads the answer to the end; with the chunks that iterating gives. */
async function read({ client }: RelayFixture): Promise<ChatResult & { text: string }> {
  const run = client.stream(request)
  const chunks: ChatCompletionChunk[] = []
  try {
    for await (const chunk of run) chunks.push(chunk)
  } catch {
    // The result tells.
  }
  return { ...(await run.result), text: chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('') }
}

const cutTwice = (second: Reply, timeouts: Timeouts = {}, then: Reply[] = []) =>
  relayOf({
    frames,
    replies: [{ bytes: upTo(2), last: 'destroy' }, second, ...then],
    options: { timeouts: { resumeMs: 20_000, ...timeouts } },
  })

describe('a connection that is cut is resumed after the last event that was applied', () => {
  test.each(['end', 'destroy'] as const)('by %s', async (last) => {
    const relay = await relayOf({
      frames,
      replies: [
        { bytes: upTo(2), last },
        { bytes: upTo(1) - 20, last },
      ],
    })
    const { ending, warnings, text, ...result } = await read(relay)
    expect({ ending, warnings, text }).toEqual({ ending: complete, warnings: [], text: 'Hello there' })
    expect(messageOf(result as ChatResult)?.content).toBe('Hello there')
    expect(relay.paths()).toEqual(['/chat/completions', `${EVENTS} 1.2`, `${EVENTS} 1.3`])
  })

  test('with key, headers, query and fetch of any request, and its head is told', async () => {
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(1) }] })
    const urls: string[] = []
    const sent: Record<string, string>[] = []
    let keys = 0
    const client = createChatClient({
      baseURL: relay.client.baseURL,
      apiKey: () => `key-${++keys}`,
      headers: () => ({ 'x-of': 'client' }),
      searchParams: { v: '1' },
      fetch: (url, init) => {
        urls.push(url.replace(relay.client.baseURL, ''))
        sent.push(Object.fromEntries(init.headers as Headers))
        return fetch(url, init)
      },
    })
    const heads: unknown[] = []
    const options = { headers: { 'x-own': 'request' }, onResponse: ({ status }: { status: number }) => heads.push(status) }
    await client.stream(request, options).result
    expect(urls).toEqual(['/chat/completions?v=1', `${EVENTS}?v=1`])
    expect(sent[1]).toEqual({ authorization: 'Bearer key-2', 'last-event-id': '1.1', 'x-of': 'client', 'x-own': 'request' })
    expect(heads).toEqual([200, 200])
  })

  test('before the first token too: nothing is asked again', async () => {
    const relay = await relayOf({ frames, replies: [{ bytes: 0, last: 'destroy' }], options: { retry: { maxRetries: 2 } } })
    expect((await read(relay)).ending).toEqual(complete)
    expect(relay.paths()).toEqual(['/chat/completions', EVENTS])
  })

  test('names the run from its head on, and the event', async () => {
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(2), last: 'hold' }] })
    let atHead: string | undefined
    const run = relay.client.stream(request, { onResponse: () => (atHead = run.runId) })
    expect([run.runId, run.lastEventId]).toEqual([undefined, undefined])
    const chunks = run[Symbol.asyncIterator]()
    await chunks.next()
    expect([run.runId, atHead]).toEqual([RUN_ID, RUN_ID])
    await chunks.next()
    expect(run.lastEventId).toBe('1.2')
    run.detach()
    expect(run.runId).toBe(RUN_ID)
  })

  test('keeps what its trace tells', async () => {
    const relay = await relayOf({ frames, epoch: 123456, replies: [{ bytes: upTo(2) + 10 }] })
    const { trace } = await relay.client.stream(request, { trace: true }).result
    const kinds = trace?.steps.map(({ kind, attempt }) => `${kind} ${attempt}`)
    expect(kinds).toEqual(['request 1', 'response 1', 'first-byte 1', 'first-token 1', 'resume 1', 'request 1', 'response 1', 'end 1'])
    expect(trace?.steps).toContainEqual(expect.objectContaining({ kind: 'resume', lastEventId: '123456.2', delayMs: 0 }))
    expect(trace?.steps).toContainEqual(
      expect.objectContaining({ kind: 'request', method: 'GET', headers: expect.objectContaining({ 'last-event-id': '123456.2' }) }),
    )
    expect(trace?.events).toHaveLength(frames.length)
  })

  test('a whole answer that is not streamed comes from its events', async () => {
    const body = JSON.stringify({
      id: 'c',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
    })
    const json = { headers: { 'content-type': 'application/json' }, body }
    const relay = await relayOf({ frames: [`data: ${body}`, done], replies: [{ ...json, bytes: 30, last: 'destroy' }] })
    const result = await relay.client.complete(request)
    expect([messageOf(result)?.content, result.ending]).toEqual(['Hello', complete])
    expect(relay.paths()).toEqual(['/chat/completions', EVENTS])
    const whole = await relayOf({ frames: [], replies: [json] })
    expect((await whole.client.complete(request)).ending).toMatchObject({ kind: 'complete', sawDone: false })
    expect(whole.paths()).toEqual(['/chat/completions'])
  })

  test.each([
    ['its head says that nothing is kept', { 'x-rivulet-resumable': 'false' }],
    ['its id is none', { 'x-rivulet-run': '../../models' }],
    ['it has none', { 'x-rivulet-run': '' }],
  ])('not where %s', async (_why, headers) => {
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(2), headers, last: 'end' }] })
    const run = relay.client.stream(request)
    expect((await run.result).ending).toEqual({ kind: 'truncated' })
    expect(run.runId).toBeUndefined()
    await run.stop()
    expect(relay.paths()).toEqual(['/chat/completions'])
  })
})

describe('nothing is applied twice, and nothing is left out', () => {
  test('an event that comes again is dropped', async () => {
    const twice = draw(frames.slice(0, 2)) + draw(frames.slice(0, 3)) + draw(frames, 2)
    const relay = await relayOf({ frames, replies: [{ body: twice }] })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths()).toHaveLength(1)
  })

  test.each([
    ['one is missing', draw(frames.slice(0, 1)) + draw(frames, 2)],
    ['another writer goes on from before what was shown', draw(frames.slice(0, 2)) + draw(frames, 1, 2)],
  ])('where %s the connection is given up for another', async (_what, body) => {
    const relay = await relayOf({ frames, replies: [{ body, last: 'hold' }] })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete, warnings: [] })
    expect(relay.paths()[1]).toMatch(/events 1\.[12]$/)
  })

  test('another writer’s events follow where they follow', async () => {
    const relay = await relayOf({ frames, replies: [{ body: draw(frames.slice(0, 3)) }, { body: draw(frames, 3, 2) }] })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths()).toEqual(['/chat/completions', `${EVENTS} 1.3`])
  })

  test('an event without data has its number too', async () => {
    const relay = await relayOf({ frames: [...frames.slice(0, 2), 'nonsense', ...frames.slice(2)], replies: [{ bytes: upTo(3) + 10 }] })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
  })

  test('an event that cannot be read is counted once', async () => {
    const broken = [frames[0] ?? '', 'data: {"broken', ...frames.slice(1)]
    const relay = await relayOf({ frames: broken, replies: [{ bytes: Buffer.byteLength(draw(broken.slice(0, 2))) + 9 }] })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: { ...complete, lostEvents: 1 } })
  })

  test('the size of an answer is limited over all its connections', async () => {
    const limits = { bodyBytes: Buffer.byteLength(draw(frames)) + 10 }
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(2) }, { bytes: 20 }], options: { limits } })
    expect(errorOf(await read(relay))).toMatchObject({ code: 'limit' })
    // Nobody will read the rest, so nobody should pay for it.
    await expect.poll(() => relay.paths().at(-1)).toBe(`/runs/${RUN_ID}/stop`)
  })
})

describe('a relay that lost a part of what it showed', () => {
  const reset = `event: rivulet.reset\n${notice({ reset: true })}\n\n`

  test('has the answer read anew, and a warning says so', async () => {
    const others = [delta({ content: 'Good' }), delta({ content: ' day' }), delta({}, 'stop'), done]
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(2) }, { body: reset + draw(others, 0, 2) }] })
    const result = await read(relay)
    expect(messageOf(result)).toMatchObject({ content: 'Good day' })
    expect(codes(result)).toEqual(['relay-reset'])
    expect(result).toMatchObject({ ending: complete, text: 'HelloGood day', completion: { extra: {} } })
  })

  test('goes on from there when it is cut again', async () => {
    const relay = await relayOf({
      frames,
      replies: [
        { bytes: upTo(3) },
        { body: reset + draw(frames, 0, 2), bytes: Buffer.byteLength(reset) + upTo(1) },
        { body: draw(frames, 1, 2) },
      ],
    })
    expect(messageOf(await read(relay))?.content).toBe('Hello there')
    expect(relay.paths()).toEqual(['/chat/completions', `${EVENTS} 1.3`, `${EVENTS} 2.1`])
  })

  test('forgets tool calls and half characters with the rest', async () => {
    const half = [delta({ content: '\ud83d' }), delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{' } }] })]
    const relay = await relayOf({ frames, replies: [{ body: draw(half) }, { body: reset + draw(frames, 0, 2) }] })
    const message = messageOf(await read(relay))
    expect(message).toMatchObject({ role: 'assistant', content: 'Hello there' })
    expect(message?.tool_calls).toBeUndefined()
  })

  test('is asked for no other answer where the one that was shown is gone', async () => {
    const gone = 'data: {"error":{"message":"no","status":503}}'
    const relay = await relayOf({
      frames,
      replies: [{ bytes: upTo(2) }, { body: reset + draw([gone], 0, 2) }],
      options: { retry: { maxRetries: 2 } },
    })
    expect(errorOf(await read(relay))).toMatchObject({ status: 503 })
    expect(relay.paths()).toHaveLength(2)
  })

  test('that tells of its store’s absence leaves one warning', async () => {
    const comments = ': rivulet degraded\n\n: rivulet durable\n\n: rivulet degraded\n\n: ping\n\n'
    const relay = await relayOf({ frames, replies: [{ body: comments + draw(frames) }] })
    expect(codes(await read(relay))).toEqual(['relay-degraded'])
  })
})

describe('silence', () => {
  test('of a relay is a dead connection: the run is resumed over another', async () => {
    const relay = await relayOf({
      frames,
      replies: [{ bytes: upTo(2), last: 'hold' }],
      options: { timeouts: { relaySilenceMs: 800, stallMs: 60_000 } },
    })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths()).toEqual(['/chat/completions', `${EVENTS} 1.2`])
    await relay.closing
  })

  test('at the head of another connection is one too', async () => {
    const relay = await cutTwice({})
    let reads = 0
    const client = createChatClient({
      baseURL: relay.client.baseURL,
      timeouts: { relaySilenceMs: 800 },
      fetch: (url, init) => (++reads === 2 ? new Promise(() => {}) : fetch(url, init)),
    })
    expect((await client.stream(request).result).ending).toEqual(complete)
    expect(reads).toBe(3)
  })

  test('that lasts ends the run as stalled', async () => {
    const relay = await cutTwice({ bytes: 0, last: 'hold' }, { relaySilenceMs: 250, resumeMs: 700 }, [
      { bytes: 0, last: 'hold' },
      { bytes: 0, last: 'hold' },
      ...Array.from({ length: 20 }, (): Reply => ({ bytes: 0, last: 'hold' })),
    ])
    // The first cut was another: it is the one that is told.
    expect(await read(relay)).toMatchObject({ text: 'Hello', ending: { kind: 'failed', error: { code: 'network' } } })
    const silent: Reply = { bytes: 0, last: 'hold' }
    const mute = await relayOf({
      frames,
      replies: [{ bytes: upTo(2), last: 'hold' }, ...Array.from({ length: 20 }, () => silent)],
      options: { timeouts: { relaySilenceMs: 250, resumeMs: 700 } },
    })
    expect(await read(mute)).toMatchObject({ text: 'Hello', ending: { kind: 'stalled' } })
  })
})

describe('when the run cannot be resumed', () => {
  test.each([
    [404, 'knows no such run'],
    [410, 'expired'],
  ])('%i: it is lost, and its text kept', async (status, words) => {
    const relay = await cutTwice({ status, body: '{"error":{"message":"No."}}' })
    const result = await read(relay)
    expect(errorOf(result)).toMatchObject({ code: 'relay_lost', status, message: expect.stringContaining(words), requestId: 'req-1' })
    expect(messageOf(result)?.content).toBe('Hello')
    expect(relay.paths()).toHaveLength(2)
  })

  test('a finished answer is complete all the same', async () => {
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(4) }, { status: 410 }] })
    const result = await read(relay)
    expect(result).toMatchObject({ text: 'Hello there', ending: { ...complete, sawDone: false } })
    expect(codes(result)).toEqual(['connection-lost'])
  })

  test('a refused key is renewed once', async () => {
    const relay = await cutTwice({ status: 401 })
    let keys = 0
    const client = createChatClient({ baseURL: relay.client.baseURL, apiKey: () => `key-${++keys}` })
    expect((await client.stream(request).result).ending).toEqual(complete)
    expect(relay.asked.map(({ authorization }) => authorization)).toEqual(['Bearer key-1', 'Bearer key-2', 'Bearer key-3'])
  })

  test.each([
    ['401 twice', [{ status: 401 }, { status: 401 }], 'auth'],
    ['403', [{ status: 403 }], 'auth'],
    ['400', [{ status: 400 }], 'http'],
  ])('%s: it fails so, at once', async (_name, replies, code) => {
    const relay = await relayOf({ frames, replies: [{ bytes: upTo(2) }, ...replies] })
    let keys = 0
    const client = createChatClient({ baseURL: relay.client.baseURL, apiKey: () => `key-${++keys}` })
    const result = await client.stream(request).result
    expect(errorOf(result)).toMatchObject({ code })
    expect(messageOf(result)?.content).toBe('Hello')
    expect(relay.paths()).toHaveLength(1 + replies.length)
  })

  test.each<[string, Reply]>([
    ['429', { status: 429, headers: { 'retry-after-ms': '5' } }],
    ['503', { status: 503 }],
    ['a redirect, as of a captive portal', { status: 302, headers: { location: 'http://portal.example' } }],
    ['a web page, as of a captive portal', { headers: { 'content-type': 'text/html' }, body: '<p>Log in' }],
    ['an empty body', { body: '' }],
    ['pings and no more', { body: ': ping\n\n' }],
  ])('%s: it is tried again', async (_name, second) => {
    const relay = await cutTwice(second)
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths()).toEqual(['/chat/completions', `${EVENTS} 1.2`, `${EVENTS} 1.2`])
  })

  test('it waits as long as it is asked to', async () => {
    const relay = await cutTwice({ status: 503, headers: { 'retry-after-ms': '400' } })
    const { trace } = await relay.client.stream(request, { trace: true }).result
    const delays = trace?.steps.flatMap((step) => (step.kind === 'resume' ? [step.delayMs] : []))
    expect(delays).toEqual([0, 400])
  })

  test.each<[string, Reply, object]>([
    ['truncated', { bytes: upTo(2), last: 'end' }, { kind: 'truncated' }],
    ['failed', { bytes: upTo(2), last: 'destroy' }, { kind: 'failed', error: { code: 'network', retryable: true } }],
    ['complete, if it was', { bytes: upTo(4), last: 'end' }, { ...complete, sawDone: false }],
  ])('in the end it is given up as %s', async (_name, first, ending) => {
    const relay = await relayOf({
      frames,
      replies: [first, ...Array.from({ length: 50 }, () => ({ status: 503 }))],
      options: { timeouts: { resumeMs: 1000 } },
    })
    const result = await read(relay)
    expect(result.ending).toMatchObject(ending)
    expect(messageOf(result)?.content).toMatch(/^Hello/)
    expect(relay.paths().length).toBeGreaterThan(2)
  })
})

describe('how long is tried', () => {
  test('does not count while a connection lives, though it says nothing new', async () => {
    const ping = ': ping\n\n'
    const relay = await cutTwice({ body: ping + draw(frames, 2), bytes: ping.length, last: 'later' }, { resumeMs: 800 })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths()).toHaveLength(2)
  })

  test('begins anew with each event', async () => {
    const busy: Reply = { status: 503, headers: { 'retry-after-ms': '450' } }
    const one: Reply = { bytes: upTo(1) }
    const relay = await relayOf({ frames, replies: [one, busy, one, busy, one, busy, {}], options: { timeouts: { resumeMs: 1250 } } })
    expect(await read(relay)).toMatchObject({ text: 'Hello there', ending: complete })
    expect(relay.paths().slice(-2)).toEqual([`${EVENTS} 1.3`, `${EVENTS} 1.3`])
  })
})

test('each cut ends the run in its own way, if something new came before it', async () => {
  const replies: Reply[] = [
    { bytes: upTo(1), last: 'destroy' },
    { bytes: upTo(2) - upTo(1) + 20, last: 'end' },
  ]
  const relay = await relayOf({
    frames,
    replies: [...replies, ...Array.from({ length: 50 }, () => ({ status: 503 }))],
    options: { timeouts: { resumeMs: 1000 } },
  })
  expect(await read(relay)).toMatchObject({ text: 'Hello', ending: { kind: 'truncated' } })
})

test('an error after a cut names the last request, and holds none of its secrets', async () => {
  const failing = [frames[0] ?? '', 'data: {"error":{"message":"Not with opensesame2."}}']
  const relay = await relayOf({ frames: failing, replies: [{ bytes: upTo(1) }, { headers: { 'x-request-id': 'req-2' } }] })
  let keys = 0
  const client = createChatClient({ baseURL: relay.client.baseURL, apiKey: () => `opensesame${++keys}` })
  const error = errorOf(await client.stream(request).result)
  expect(error).toMatchObject({ code: 'gateway', requestId: 'req-2' })
  expect(error?.message).not.toContain('opensesame')
})

const { freePort } = (await import(new URL('../../../.config/freePort.mjs', import.meta.url).href)) as {
  freePort: () => Promise<number>
}

test('a relay that comes back from a restart is asked again, whether it kept the run or lost it', async () => {
  for (const kept of [true, false]) {
    const listen = (port: number, answer: Reply) =>
      new Promise<ReturnType<typeof createServer>>((resolve) => {
        const server = createServer((_request, response) => reply(response, draw(frames, 2), answer))
        server.listen(port, '127.0.0.1', () => resolve(server))
      })
    const port = await freePort()
    const before = await listen(port, { body: draw(frames.slice(0, 2)), last: 'hold' })
    const run = createChatClient({ baseURL: `http://127.0.0.1:${port}` }).stream(request)
    const chunks = run[Symbol.asyncIterator]()
    await chunks.next()
    await chunks.next()
    before.closeAllConnections()
    before.close()
    const { result } = run
    await new Promise((resolve) => setTimeout(resolve, 300))
    const after = await listen(port, kept ? {} : { status: 404 })
    expect((await result).ending).toMatchObject(kept ? complete : { kind: 'failed', error: { code: 'relay_lost' } })
    expect(messageOf(await result)?.content).toBe(kept ? 'Hello there' : 'Hello')
    after.closeAllConnections()
    after.close()
  }
})

test('what a relay’s own error says of a run is not tried over', async () => {
  const relay = await relayOf({ frames: [frames[0] ?? '', relayError('relay_lost')] })
  expect(errorOf(await read(relay))).toMatchObject({ code: 'relay_lost', retryable: true })
  expect(relay.paths()).toHaveLength(1)
})
