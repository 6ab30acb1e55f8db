// What a key stands for when its run came to nothing: a failure before the first event is forgotten, a stop is not.
import { describe, expect, test } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf } from './relay.fixture.js'
import { changedStore } from './store/changedStore.fixture.js'
import { memoryStore } from './store/memoryStore.js'

const headers = { 'idempotency-key': 'message-1' }

test.each([true, false])('a run that failed before its first event is tried again under its key (stream: %s)', async (stream) => {
  const { upstream, post, get } = await serveRelay()
  const failing = post({ stream }, { headers })
  ;(await upstream.next()).destroy()
  const failed = await failing
  expect(failed.status).toBe(502)
  expect(await failed.json()).toMatchObject({ error: { type: 'relay_error' } })
  const again = post({}, { headers })
  const call = await upstream.next()
  call.head().say('now').finish()
  const id = runIdOf(await again)
  expect(textOf(await allEvents(await again))).toBe('now')
  expect(await (await get(`runs/${id}`)).json()).toMatchObject({ state: 'done', epoch: 2 })
})

test('until then it can be read by its id', async () => {
  const { upstream, post, get } = await serveRelay({ limits: { statusWaitMs: 20 } })
  const response = await post({}, { headers })
  ;(await upstream.next()).destroy()
  const [failed] = await allEvents(response)
  expect(failed?.data).toContain('"relay_error"')
  expect(await allEvents(await get(`runs/${runIdOf(response)}/events`))).toEqual([failed])
  const again = post({}, { headers })
  ;(await upstream.next()).head().say('now').finish()
  expect(runIdOf(await again)).toBe(runIdOf(response))
  // Who has the end of the failure is told that the run began anew.
  const [reset, ...events] = await allEvents(await get(`runs/${runIdOf(response)}/events`, { 'last-event-id': '1.1' }))
  expect(reset?.type).toBe('rivulet.reset')
  expect(textOf(events)).toBe('now')
})

test('a run that failed after its first event keeps its key', async () => {
  const { upstream, post } = await serveRelay()
  const [response, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('half'))])
  const events = allEvents(response)
  await new Promise((resolve) => setTimeout(resolve, 20))
  call.destroy()
  expect(await allEvents(await post({}, { headers }))).toEqual(await events)
  expect(textOf(await events)).toBe('half')
  expect(upstream.calls).toHaveLength(1)
})

// A caller that wants to stop before it was told the run's id knows its key.
describe('stop by key', () => {
  test('the key stops the run, of this principal and no other', async () => {
    const { upstream, post, stopKey, get } = await serveRelay()
    const asked = post({}, { headers })
    const call = await upstream.next()
    expect(await (await stopKey('message-1', { 'x-user': 'bob' })).json()).toMatchObject({ state: 'stopped' })
    expect(call.isClosed).toBe(false)
    const told = (await (await stopKey('message-1')).json()) as { id: string }
    await call.closed
    expect(told).toMatchObject({ id: runIdOf(await asked), state: 'stopped', epoch: 2, seq: 1 })
    expect(await (await stopKey('message-1')).json()).toEqual(told)
    expect((await allEvents(await asked)).at(-2)?.data).toContain('"reason":"user"')
    expect((await get(`runs/${told.id}`)).status).toBe(200)
  })

  test('a stop that overtakes its request stops it all the same: the upstream is not asked', async () => {
    const { upstream, post, stopKey } = await serveRelay()
    expect(await (await stopKey('message-1')).json()).toMatchObject({ state: 'stopped', seq: 1 })
    const events = await allEvents(await post({}, { headers }))
    expect(events.map(({ data }) => data)).toEqual([expect.stringContaining('"state":"stopped"'), '[DONE]'])
    expect(upstream.calls).toHaveLength(0)
    // Nobody else's key is meant, and none but this one.
    const others = [post({}, { headers, user: 'bob' }), post({}, { headers: { 'idempotency-key': 'message-2' } })]
    for (const _ of others) (await upstream.next()).head().say('b').finish()
    for (const other of others) expect(textOf(await allEvents(await other))).toBe('b')
  })

  test('a stop that comes while the run is begun is not missed', async () => {
    const memory = memoryStore()
    const signs = new EventTarget()
    const sign = (name: string) => new Promise((resolve) => signs.addEventListener(name, resolve))
    const [holding, letThrough] = [sign('holding'), sign('let-through')]
    const store = changedStore(memory, {
      hold: async (...place) => {
        signs.dispatchEvent(new Event('holding'))
        await letThrough
        return memory.hold(...place)
      },
    })
    const { upstream, post, stopKey } = await serveRelay({ store })
    const asked = post({}, { headers })
    await holding
    expect(await (await stopKey('message-1')).json()).toMatchObject({ state: 'stopped' })
    signs.dispatchEvent(new Event('let-through'))
    expect((await allEvents(await asked)).at(-1)?.data).toBe('[DONE]')
    for (const call of upstream.calls) await call.closed
  })

  test('what is no stop is refused', async () => {
    const { stopKey, get, baseURL } = await serveRelay({ limits: { runsPerMinute: 1 } })
    const bare = await fetch(`${baseURL}/runs/stop`, { method: 'POST', headers: { 'x-user': 'ann', 'content-type': 'application/json' } })
    expect([bare.status, await bare.json()]).toMatchObject([400, { error: { code: 'invalid_idempotency_key' } }])
    expect((await get('runs/stop')).status).toBe(405)
    expect((await stopKey('a', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await stopKey('a', { 'x-user': '' })).status).toBe(401)
    expect((await stopKey('a')).status).toBe(200)
    // It takes room in the store as a request does.
    expect((await stopKey('b')).status).toBe(429)
    expect((await stopKey('a')).status).toBe(200)
  })
})
