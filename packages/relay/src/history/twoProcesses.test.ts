import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { allEvents, runIdOf, textOf } from '../relay.fixture.js'
import { describeWithRedis, startRedis, type RedisServer } from '../store/redisServer.fixture.js'
import { startRelay, startScriptedUpstream, type Served, type UpstreamProcess } from './processes.fixture.js'

/** Three processes start, on a machine that may be busy. */
const START_MS = 60_000
const HEADERS = { 'x-user': 'ann', 'content-type': 'application/json' }

async function stop(relay: Served, id: string): Promise<unknown> {
  return (await fetch(`${relay.url}/runs/${id}/stop`, { method: 'POST', headers: HEADERS, body: '{}' })).json()
}

describeWithRedis('two relay processes on one Redis', () => {
  let redis: RedisServer
  let upstream: UpstreamProcess
  let producing: Served
  let reading: Served

  beforeAll(async () => {
    ;[redis, upstream] = await Promise.all([startRedis(), startScriptedUpstream()])
    const settings = { redisPort: redis.port, upstreamURL: upstream.url, heartbeatMs: 8000 }
    producing = await startRelay({ ...settings, client: 'ioredis' })
    reading = await startRelay({ ...settings, client: 'node-redis' })
  }, START_MS)
  afterAll(async () => {
    await Promise.all([producing.kill(), reading.kill(), upstream.kill()])
    await redis.close()
  })

  const begin = (tag: string, tokens: number, relay = producing): Promise<Response> => {
    const metadata = { tag, tokens, perSecond: 50 }
    const body = JSON.stringify({ model: 'fake', stream: true, messages: [{ role: 'user', content: tag }], metadata })
    return fetch(`${relay.url}/chat/completions`, { method: 'POST', headers: { ...HEADERS, 'idempotency-key': tag }, body })
  }
  test('what one produces the other reads, from the beginning and from anywhere', async () => {
    const response = await begin('read', 30)
    const url = `${reading.url}/runs/${runIdOf(response)}/events`
    const whole = fetch(url, { headers: HEADERS }).then(allEvents)
    const rest = fetch(url, { headers: { ...HEADERS, 'last-event-id': '1.10' } }).then(allEvents)
    const own = await allEvents(response)
    expect(textOf(own)).toBe(Array.from({ length: 30 }, (_, index) => `read:${index + 1} `).join(''))
    expect(await whole).toEqual(own)
    expect(await rest).toEqual(own.slice(10))
  })

  test('what one produces the other stops, and all learn the same end', async () => {
    const response = await begin('stop', 100_000)
    const id = runIdOf(response)
    const elsewhere = fetch(`${reading.url}/runs/${id}/events`, { headers: HEADERS }).then(allEvents)
    const here = allEvents(response)
    await vi.waitFor(async () => expect((await upstream.answer('stop')).sent).toBeGreaterThan(5))
    const told = await stop(reading, id)
    expect(told).toMatchObject({ id, state: 'stopped', epoch: 2 })
    expect(await stop(producing, id)).toEqual(told)
    expect(await stop(reading, id)).toEqual(told)
    const events = await here
    expect((await elsewhere).map(({ lastEventId }) => lastEventId)).toEqual(events.map(({ lastEventId }) => lastEventId))
    expect(events.at(-1)).toMatchObject({ data: '[DONE]', lastEventId: `2.${(told as { seq: number }).seq}` })
    await vi.waitFor(async () => expect((await upstream.answer('stop')).ended?.how).toBe('closed'))
  })

  test('the same key joins the run on the other, and the upstream is asked once', async () => {
    const [response, joined] = await Promise.all([begin('join', 20), begin('join', 20, reading)])
    expect(runIdOf(joined)).toBe(runIdOf(response))
    expect(await allEvents(joined)).toEqual(await allEvents(response))
    expect((await upstream.answer('join')).asked).toBe(1)
  })
})
