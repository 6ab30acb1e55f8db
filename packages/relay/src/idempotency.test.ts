// What a key stands for when its run came to nothing: a failure before the first event is forgotten, a stop is not.
import { expect, test } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf } from './relay.fixture.js'

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
