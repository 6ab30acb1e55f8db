// A stop ends a relayed run everywhere, whenever it comes; leaving ends nothing.
import { describe, expect, test, vi } from 'vitest'
import { fail, request } from './gateway.fixture.js'
import { createChatClient } from './index.js'
import { delta, done, draw, relayOf, RUN_ID, type RelayFixture, type RelaySetting, type Reply } from './relay.fixture.js'

const frames = [delta({ role: 'assistant', content: 'Hel' }), delta({ content: 'lo' }), delta({}, 'stop'), done]
const STOP = `/runs/${RUN_ID}/stop`
const first: Reply = { bytes: Buffer.byteLength(draw(frames.slice(0, 1))), last: 'hold' }
const held = (setting: Partial<RelaySetting> = {}) => relayOf({ frames, replies: [first], ...setting })
const stops = ({ paths }: RelayFixture) => paths().filter((path) => path === STOP).length

test('the connection is closed and the relay told, before the promise resolves', async () => {
  const relay = await held()
  const run = relay.client.stream(request)
  await run[Symbol.asyncIterator]().next()
  await run.stop()
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  expect((await run.result).completion.choices[0]?.message.content).toBe('Hel')
  expect(relay.asked.at(-1)).toEqual({
    path: STOP,
    method: 'POST',
    body: '{}',
    contentType: 'application/json',
    authorization: 'Bearer sk-canary-1234567890',
    lastEventId: undefined,
  })
  await relay.closing
  await run.stop()
  expect(stops(relay)).toBe(1)
})

test('leaving the loop resolves when the relay has answered', async () => {
  let answered = false
  const relay = await held({
    onStop: (response) =>
      void setTimeout(() => {
        answered = true
        fail(response, 200, '{}')
      }, 100),
  })
  for await (const { id } of relay.client.stream(request)) if (id) break
  expect([answered, stops(relay)]).toEqual([true, 1])
})

test('the result waits for nobody', async () => {
  const relay = await held({ onStop: () => {} })
  const run = relay.client.stream(request)
  await run[Symbol.asyncIterator]().next()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const stopping = run.stop()
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    // The relay never answers: the wait is bounded.
    await vi.advanceTimersByTimeAsync(5000)
    await stopping
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test.each<[string, (run: ReturnType<RelayFixture['client']['stream']>, abort: AbortController) => unknown]>([
  ['a signal that is aborted', (_run, abort) => abort.abort()],
  ['two stops at once', (run) => Promise.all([run.stop(), run.stop()])],
  [
    'leaving the loop',
    async (run) => {
      for await (const { id } of run) if (id) break
    },
  ],
])('%s is a stop', async (_name, end) => {
  const relay = await held()
  const abort = new AbortController()
  const run = relay.client.stream(request, { signal: abort.signal })
  await expect.poll(() => run.runId).toBeDefined()
  await end(run, abort)
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  await run.stop()
  expect(stops(relay)).toBe(1)
})

describe('a stop', () => {
  test('while the run is resumed ends that too', async () => {
    const relay = await relayOf({ frames, replies: [{ ...first, last: 'destroy' }] })
    const open = new EventTarget()
    const asking = new Promise((resolve) => open.addEventListener('asked', resolve))
    const client = createChatClient({
      baseURL: relay.client.baseURL,
      fetch(url, init) {
        if (!url.endsWith('/events')) return fetch(url, init)
        open.dispatchEvent(new Event('asked'))
        return new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)))
      },
    })
    const run = client.stream(request)
    const { result } = run
    await asking
    await run.stop()
    expect(await result).toMatchObject({ ending: { kind: 'stopped' }, completion: { choices: [{ message: { content: 'Hel' } }] } })
    expect(relay.paths()).toEqual(['/chat/completions', STOP])
  })

  test('while it waits to resume ends the wait', async () => {
    const relay = await relayOf({
      frames,
      replies: [
        { ...first, last: 'end' },
        { status: 503, headers: { 'retry-after': '50' } },
      ],
    })
    const run = relay.client.stream(request, { onResponse: ({ status }) => void (status === 503 && setTimeout(() => void run.stop(), 20)) })
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    await run.stop()
    expect(relay.paths()).toEqual(['/chat/completions', `/runs/${RUN_ID}/events 1.1`, STOP])
  })

  test('before the head finds no run to stop without a key', async () => {
    const relay = await held()
    const run = relay.client.stream(request)
    await run.stop()
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    expect(run.runId).toBeUndefined()
    expect(stops(relay)).toBe(0)
  })

  test('after the end finds it complete', async () => {
    const relay = await relayOf({ frames })
    const run = relay.client.stream(request)
    expect((await run.result).ending).toMatchObject({ kind: 'complete' })
    await run.stop()
    expect(stops(relay)).toBe(0)
  })

  test('of an answer that is not streamed is one too, and is waited for by whoever waits for the answer', async () => {
    let answered = false
    const relay = await held({
      replies: [{ headers: { 'content-type': 'application/json' }, body: '{', last: 'hold' }],
      onStop: (response) =>
        void setTimeout(() => {
          answered = true
          fail(response, 200, '{}')
        }, 100),
    })
    const abort = new AbortController()
    const answer = relay.client.complete(request, { signal: abort.signal, onResponse: () => setTimeout(() => abort.abort(), 20) })
    expect((await answer).ending).toEqual({ kind: 'stopped' })
    expect([answered, stops(relay)]).toEqual([true, 1])
  })

  test.each<[string, number[], number]>([
    ['503, 500, then 200', [503, 500, 200], 3],
    ['202: it is stopping', [202], 1],
    ['404: it is gone', [404], 1],
    ['403', [403], 1],
    ['503 without end', [503, 503, 503, 503, 503, 503], 4],
  ])('is tried again where that helps: %s', async (_name, statuses, tries) => {
    const relay = await held({ onStop: (response, count) => fail(response, statuses[count - 1] ?? 200, '{}') })
    const run = relay.client.stream(request)
    await run[Symbol.asyncIterator]().next()
    // Time passes with each look: what the machine takes for a try is not taken from the time that all of them have.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const stopping = run.stop()
      await expect.poll(() => stops(relay)).toBe(tries)
      await stopping
    } finally {
      vi.useRealTimers()
    }
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    expect(stops(relay)).toBe(tries)
  })

  test('is tried again where the network fails, and with another key where that one is refused', async () => {
    const relay = await held({
      onStop(response, count) {
        if (count === 1) response.destroy()
        else fail(response, count === 2 ? 401 : 200, '{}')
      },
    })
    let keys = 0
    const client = createChatClient({ baseURL: relay.client.baseURL, apiKey: () => `key-${++keys}` })
    const run = client.stream(request)
    await run[Symbol.asyncIterator]().next()
    await run.stop()
    expect(relay.asked.map(({ authorization }) => authorization)).toEqual(['Bearer key-1', 'Bearer key-2', 'Bearer key-3', 'Bearer key-4'])
  })

  test('of a run that took too long for its first token is sent by the client itself', async () => {
    const relay = await held({ replies: [{ bytes: 0, last: 'hold' }], options: { timeouts: { firstTokenMs: 50 } } })
    expect((await relay.client.stream(request).result).ending).toMatchObject({ kind: 'failed', error: { code: 'timeout' } })
    await expect.poll(() => stops(relay)).toBe(1)
  })
})

test('detach closes the connection and lets the run go on', async () => {
  const relay = await held()
  const run = relay.client.stream(request)
  await run[Symbol.asyncIterator]().next()
  run.detach()
  await relay.closing
  expect((await run.result).ending).toEqual({ kind: 'detached' })
  await run.stop()
  expect(relay.paths()).toEqual(['/chat/completions'])
})

test('detach while the run waits to be resumed ends the wait', async () => {
  const relay = await relayOf({
    frames,
    replies: [
      { ...first, last: 'end' },
      { status: 503, headers: { 'retry-after-ms': '300' } },
    ],
  })
  const run = relay.client.stream(request, { onResponse: ({ status }) => void (status === 503 && setTimeout(() => run.detach(), 20)) })
  expect((await run.result).ending).toEqual({ kind: 'detached' })
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(relay.paths()).toEqual(['/chat/completions', `/runs/${RUN_ID}/events 1.1`])
})
