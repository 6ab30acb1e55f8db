// What a key stands for when its run came to nothing: a refusal is forgotten, a failure is not, for its upstream may be at work.
import { readEvents, type ServerSentEvent } from '@rivulet/core'
import { expect, test } from 'vitest'
import { allEvents, serveRelay, textOf } from './relay.fixture.js'

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
