// What a key stands for when its run came to nothing: a refusal is forgotten, a failure is not, for its upstream may be at work.
import { readEvents, type ServerSentEvent } from '@rivulet/core'
import { expect, test } from 'vitest'
import { allEvents, serveRelay, textOf } from './relay.fixture.js'
import { changedStore } from './store/changedStore.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import { StoreUnavailableError } from './store/StoreUnavailableError.js'

const headers = { 'idempotency-key': 'message-1' }

test.each([true, false])('a run that failed before its first event keeps its key (stream: %s)', async (stream) => {
  const { upstream, post } = await serveRelay()
  const failing = post({ stream }, { headers })
  ;(await upstream.next()).destroy()
  const failed = await failing
  expect(failed.status).toBe(502)
  const again = await post({ stream }, { headers })
  expect([again.status, await again.json()]).toEqual([502, await failed.json()])
  expect(upstream.calls).toHaveLength(1)
})

test('and so does one that failed after it', async () => {
  const { upstream, post } = await serveRelay()
  const [response, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('half'))])
  const events: ServerSentEvent[] = []
  const reading = (async () => {
    for await (const event of readEvents(response)) events.push(event)
  })()
  await expect.poll(() => textOf(events)).toBe('half')
  call.destroy()
  await reading
  expect(await allEvents(await post({}, { headers }))).toEqual(events)
  expect(textOf(events)).toBe('half')
  expect(upstream.calls).toHaveLength(1)
})

test('a run that was refused is tried again', async () => {
  const { upstream, post } = await serveRelay()
  const refused = post({}, { headers })
  ;(await upstream.next()).json(429, { error: { message: 'Slow down', type: 'rate_limit_error' } })
  expect((await refused).status).toBe(429)
  const again = post({}, { headers })
  ;(await upstream.next()).head().say('now').finish()
  expect(textOf(await allEvents(await again))).toBe('now')
})

test('a whole answer comes again from its log, where this process does not have it', async () => {
  const store = memoryStore()
  const { upstream, post } = await serveRelay({ store })
  const elsewhere = await serveRelay({ store }, upstream)
  const asked = post({ stream: false }, { headers })
  ;(await upstream.next()).json(200, { choices: [{ message: { content: 'Line one\nline two' } }] })
  const first = await (await asked).text()
  const again = await elsewhere.post({ stream: false }, { headers })
  expect([again.status, await again.text()]).toEqual([200, first])
  expect(first).toContain('line two')
  expect(upstream.calls).toHaveLength(1)
})

test.each([true, false])('the key of a run whose log has expired is told so at once (stream: %s)', async (stream) => {
  const { upstream, post } = await serveRelay({ store: memoryStore({ maxBytes: 1 }) })
  // Where so little may be kept, the log of a run goes when the next begins.
  for (const key of ['message-1', 'message-2']) {
    const asked = post({ stream }, { headers: { 'idempotency-key': key } })
    const call = await upstream.next()
    if (stream) call.head().say('a').finish()
    else call.json(200, { choices: [] })
    await (await asked).text()
  }
  const again = await post({ stream }, { headers })
  expect([again.status, await again.json()]).toMatchObject([410, { error: { code: 'run_expired' } }])
  const other = await post({ stream, seed: 1 }, { headers })
  expect([other.status, await other.json()]).toMatchObject([422, { error: { code: 'idempotency_key_reused' } }])
  expect(upstream.calls).toHaveLength(2)
})

/** Long enough for a second request to come before the first is told. */
const refuseLate = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new StoreUnavailableError('did not answer')), 200)
  })

test('two requests with one key that find the store away begin one run, which both get', async () => {
  const store = changedStore(memoryStore(), { create: refuseLate })
  const { upstream, post } = await serveRelay({ store, withoutStore: 'serve' })
  const asked = [post({}, { headers }), post({}, { headers })]
  ;(await upstream.next()).head().say('once').finish()
  for (const response of asked) expect(textOf(await allEvents(await response))).toBe('once')
  expect(upstream.calls).toHaveLength(1)
})
