// A relay whose Redis is away: before a run, in the middle of one, and for good, on a real redis-server; and what its health says.
import { readEvents } from '@rivulet/core'
import { expect, onTestFinished, test } from 'vitest'
import type { RelayOptions } from './RelayOptions.js'
import { allEvents, runIdOf, serveRelay, textOf, type ServedRelay } from './relay.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import { describeWithRedis, startRedis, type RedisServer, type RedisServerOptions } from './store/redisServer.fixture.js'
import type { RedisStoreOptions } from './store/redisStore.js'
import { ioredisKind } from './store/stores.fixture.js'

/** A quarter of what it is by default, and so is all that is made of it. */
const HEARTBEAT_MS = 2000

async function startServer(options?: RedisServerOptions): Promise<RedisServer> {
  const redis = await startRedis(options)
  onTestFinished(() => redis.close())
  return redis
}

const healthOf = async (baseURL: string) => {
  const response = await fetch(`${baseURL}/health`)
  return { code: response.status, ...((await response.json()) as { status: string; store: string; runs: number; readers: number }) }
}

async function serveOnRedis(redis: RedisServer, options: Partial<RelayOptions> = {}, own: RedisStoreOptions = {}) {
  const { store, close } = await ioredisKind.open(redis, { heartbeatMs: HEARTBEAT_MS, ...own })
  onTestFinished(close)
  const served = await serveRelay({ store, ...options })
  return { ...served, health: () => healthOf(served.baseURL) }
}

/** Begins a run, however late Redis answers on a busy machine. */
async function begin(post: ServedRelay['post']): Promise<Response> {
  for (;;) {
    const response = await post()
    if (response.status !== 503) return response
    await response.body?.cancel()
  }
}

/** Has so much of what Redis keeps be over, as if that time had passed. */
async function age({ admin }: RedisServer, ms: number): Promise<void> {
  for (const key of await admin.keys('*')) {
    const leftMs = await admin.pttl(key)
    if (leftMs > 0) await admin.pexpire(key, leftMs - ms)
  }
}

/** Reads a stream as it comes, comments among it. */
function follow(response: Response) {
  const comments: string[] = []
  let text = ''
  let last: string | undefined
  const done = (async () => {
    for await (const { data, lastEventId } of readEvents(response, { onComment: (comment) => void comments.push(comment.trim()) })) {
      text += data.startsWith('{') ? textOf([{ data } as Parameters<typeof textOf>[0][number]]) : ''
      last = lastEventId
    }
  })()
  return { done, comments: () => comments.filter((comment) => comment.startsWith('rivulet')), text: () => text, last: () => last }
}

describeWithRedis('a Redis that is down when a run is to begin', () => {
  test('is a refusal, tells the load balancer, and is forgotten when it is back', async () => {
    const redis = await startServer()
    const { post, get, upstream, health } = await serveOnRedis(redis)
    await expect.poll(health).toMatchObject({ code: 200, status: 'ok', store: 'ok' })
    await redis.kill()
    for (const refused of [await post(), await post({ stream: false }), await get('runs/AAAAAAAAAAAAAAAAAAAAAA/events')]) {
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
      expect(await refused.json()).toMatchObject({ error: { code: 'store_unavailable' } })
    }
    expect(await health()).toMatchObject({ code: 503, status: 'down', store: 'down' })
    expect(upstream.calls).toEqual([])

    await redis.start()
    await expect.poll(health).toMatchObject({ code: 200, status: 'ok' })
    const asked = post()
    ;(await upstream.next()).head().say('hi').finish()
    expect(textOf(await allEvents(await asked))).toBe('hi')
  })

  test('or, where so configured, the run is served as one that cannot be resumed and ends with its reader', async () => {
    const redis = await startServer()
    const { post, get, upstream, health } = await serveOnRedis(redis, { withoutStore: 'serve', limits: { runsPerMinute: 5 } })
    await redis.kill()
    const asked = post()
    const call = (await upstream.next()).head().say('one ')
    const response = await asked
    expect([response.status, response.headers.get('x-rivulet-resumable'), response.headers.get('x-rivulet-run')]).toEqual([
      200,
      'false',
      null,
    ])
    expect(await health()).toMatchObject({ code: 200, status: 'degraded', store: 'down', runs: 1, readers: 1 })
    call.say('two').finish()
    expect(textOf(await allEvents(response))).toBe('one two')

    const whole = post({ stream: false })
    ;(await upstream.next()).json(200, { choices: [] })
    expect((await whole).headers.get('x-rivulet-resumable')).toBe('false')
    expect((await get('runs/AAAAAAAAAAAAAAAAAAAAAA/events')).status).toBe(503)

    // Stopped at once, not when the time of a run without readers is over.
    const leaving = new AbortController()
    const left = post({}, { signal: leaving.signal })
    const open = (await upstream.next()).head().say('one ')
    await left
    leaving.abort()
    await open.closed

    const gone = new AbortController()
    const never = expect(post({ stream: false }, { signal: gone.signal, headers: { 'idempotency-key': 'key-1' } })).rejects.toThrow()
    const waiting = await upstream.next()
    gone.abort()
    await never
    await waiting.closed

    // Who is counted elsewhere is counted here meanwhile.
    const last = post()
    ;(await upstream.next()).head().finish()
    await (await last).text()
    expect((await post()).status).toBe(429)
  })

  test('its key is joined all the same, and the last of its readers ends it', async () => {
    const redis = await startServer()
    const { post, upstream } = await serveOnRedis(redis, { withoutStore: 'serve' })
    await redis.kill()
    const headers = { 'idempotency-key': 'key-1' }
    const leaving = new AbortController()
    const asked = post({}, { headers, signal: leaving.signal })
    const call = (await upstream.next()).head().say('one ')
    await asked
    const staying = new AbortController()
    const second = await post({}, { headers, signal: staying.signal })
    expect([second.headers.get('x-rivulet-resumable'), second.headers.get('x-rivulet-run')]).toEqual(['false', null])
    leaving.abort()
    const seen = follow(second)
    seen.done.catch(() => undefined)
    call.say('two ')
    await expect.poll(seen.text).toBe('one two ')
    expect(call.isClosed).toBe(false)
    staying.abort()
    await call.closed
    expect(upstream.calls).toHaveLength(1)
  })
})

describeWithRedis('a Redis that goes away in the middle of a run', () => {
  test.each([
    ['forgets all', {}, {}, (redis: RedisServer) => redis.kill(), (redis: RedisServer) => redis.start()],
    ['keeps all', { persists: true }, {}, (redis: RedisServer) => redis.kill(), (redis: RedisServer) => redis.start()],
    // It is away when it has answered nothing for three eighths of a heartbeat: longer than a machine stalls.
    [
      'stands still',
      {},
      { heartbeatMs: 10_000, commandTimeoutMs: 500 },
      (redis: RedisServer) => redis.pause(),
      (redis: RedisServer) => redis.resume(),
    ],
  ] as const)('and %s: who reads goes on, flagged; then the run is durable again', async (_name, options, own, lose, bring) => {
    const redis = await startServer(options)
    const { post, get, upstream, health } = await serveOnRedis(redis, {}, own)
    const other = await serveOnRedis(redis)
    const asked = begin(post)
    const call = (await upstream.next()).head().say('one ')
    const response = await asked
    const reader = follow(response)
    await expect.poll(reader.text).toBe('one ')

    await lose(redis)
    call.say('two ')
    await expect.poll(reader.text).toBe('one two ')
    expect(reader.comments()).toEqual(['rivulet degraded'])
    call.say('three ')
    await expect.poll(reader.text).toBe('one two three ')
    expect(await health()).toMatchObject({ store: 'down' })
    // Here, where it is produced, it can even be resumed.
    const resumed = follow(await get(`runs/${runIdOf(response)}/events`, { 'last-event-id': '1.1' }))
    await expect.poll(resumed.text).toBe('two three ')
    expect(resumed.comments()).toEqual(['rivulet degraded'])

    await bring(redis)
    await expect.poll(reader.comments).toEqual(['rivulet degraded', 'rivulet durable'])
    call.say('four').finish()
    await Promise.all([reader.done, resumed.done])
    expect([reader.text(), resumed.text()]).toEqual(['one two three four', 'two three four'])
    expect([reader.last(), resumed.last()]).toEqual(['1.6', '1.6'])
    const elsewhere = await allEvents(await other.get(`runs/${runIdOf(response)}/events`))
    expect(textOf(elsewhere)).toBe('one two three four')
    expect(elsewhere.map(({ lastEventId }) => lastEventId)).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'])
    await expect.poll(health).toMatchObject({ status: 'ok' })
  })

  test('a stop ends the upstream at once, is told as under way, and holds when Redis is back', async () => {
    const redis = await startServer({ persists: true })
    const { post, get, stop, upstream } = await serveOnRedis(redis)
    const asked = post()
    const call = (await upstream.next()).head().say('half ')
    const response = await asked
    const id = runIdOf(response)
    const reader = follow(response)
    await expect.poll(reader.text).toBe('half ')
    await redis.kill()
    const stopped = await stop(id)
    expect([stopped.status, await stopped.json()]).toEqual([202, { id, object: 'run', state: 'stopping' }])
    await call.closed
    await redis.start()
    await reader.done
    expect(await (await get(`runs/${id}`)).json()).toMatchObject({ state: 'stopped' })
    expect(await (await stop(id)).json()).toMatchObject({ state: 'stopped' })
    const events = await allEvents(await get(`runs/${id}/events`))
    expect([textOf(events), events.at(-1)?.data]).toEqual(['half ', '[DONE]'])
  })
})

describeWithRedis('a run that has ended', () => {
  test('can be read for a time; then it is known to have expired, then it is forgotten', async () => {
    const redis = await startServer()
    const own = { retentionMs: 60_000 }
    const { post, get, stop, upstream } = await serveOnRedis(redis, {}, own)
    const other = await serveOnRedis(redis, {}, own)
    const asked = post()
    ;(await upstream.next()).head().say('hi').finish()
    const response = await asked
    const id = runIdOf(response)
    await response.text()
    expect(textOf(await allEvents(await other.get(`runs/${id}/events`)))).toBe('hi')
    const statusOf = async () => (await other.get(`runs/${id}/events`)).status
    await age(redis, own.retentionMs)
    await expect.poll(statusOf).toBe(410)
    const bodies = [await other.get(`runs/${id}`), await other.get(`runs/${id}/events`), await other.stop(id), await stop(id)]
    for (const answer of bodies) expect([answer.status, await answer.json()]).toMatchObject([410, { error: { code: 'run_expired' } }])
    expect((await other.get(`runs/${id}/events`, { 'x-user': 'bob' })).status).toBe(404)
    await age(redis, own.retentionMs)
    await expect.poll(statusOf).toBe(404)
    expect((await get(`runs/${id}`)).status).toBe(404)
  })
})

test('a process that is full is degraded: it serves whom it has, and refuses more', async () => {
  const { baseURL, post, upstream } = await serveRelay({ limits: { runs: 1 } })
  const asked = post()
  const call = (await upstream.next()).head().say('a')
  const response = await asked
  expect(await healthOf(baseURL)).toEqual({ code: 200, status: 'degraded', store: 'ok', runs: 1, readers: 1 })
  call.finish()
  await response.text()
  await expect.poll(() => healthOf(baseURL)).toEqual({ code: 200, status: 'ok', store: 'ok', runs: 0, readers: 0 })
})

test('a process that shuts down is down, while those under way go on', async () => {
  const { baseURL, relay, post, upstream } = await serveRelay()
  const asked = post()
  const call = (await upstream.next()).head().say('a')
  const response = await asked
  const closing = relay.close()
  expect(await healthOf(baseURL)).toMatchObject({ code: 503, status: 'down', runs: 1 })
  expect((await post()).status).toBe(503)
  call.finish()
  expect(await response.text()).toContain('data: [DONE]')
  await closing
})

test.each([
  ['refuse', 503, 'down'],
  ['serve', 200, 'degraded'],
] as const)('a store that does not answer is not waited for (withoutStore: %s)', async (withoutStore, code, status) => {
  const store = Object.assign(memoryStore(), { check: () => new Promise<void>(() => undefined) })
  const { baseURL } = await serveRelay({ store, withoutStore })
  expect(await healthOf(baseURL)).toMatchObject({ code, status, store: 'down' })
})
