import { createChatClient } from '@rivulet/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allEvents, runIdOf, textOf } from '../relay.fixture.js'
import { describeWithRedis, startRedis, type RedisServer } from '../store/redisServer.fixture.js'
import { startRelay, startScriptedUpstream, type Served, type UpstreamProcess } from './processes.fixture.js'

/** Three processes start, on a machine that may be busy. */
const START_MS = 60_000
const HEADERS = { 'x-user': 'ann', 'content-type': 'application/json' }

async function stop(relay: Served, id: string): Promise<unknown> {
  return (await fetch(`${relay.url}/runs/${id}/stop`, { method: 'POST', headers: HEADERS, body: '{}' })).json()
}

const clientOf = (relay: Served) => createChatClient({ baseURL: relay.url, relay: true, headers: HEADERS, retry: { maxRetries: 0 } })
const ask = (tag: string) => ({
  request: { model: 'fake', messages: [{ role: 'user' as const, content: tag }], metadata: { tag, isSilent: true } as never },
  options: { headers: { 'Idempotency-Key': tag } },
})

describeWithRedis('two relay processes on one Redis', () => {
  let redis: RedisServer
  let upstream: UpstreamProcess
  let producing: Served
  let reading: Served

  beforeAll(async () => {
    ;[redis, upstream] = await Promise.all([startRedis(), startScriptedUpstream()])
    // A Redis that answers late, on a machine that is busy, is no failure.
    const patient = { heartbeatMs: 16_000, commandTimeoutMs: 20_000, limits: { statusWaitMs: 60_000 } }
    const settings = { redisPort: redis.port, upstreamURL: upstream.url, ...patient }
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

  const isAsked = (tag: string) => expect.poll(async () => (await upstream.answer(tag)).asked).toBe(1)
  const isClosed = (tag: string) => expect.poll(async () => (await upstream.answer(tag)).ended?.how).toBe('closed')

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
    await expect.poll(async () => (await upstream.answer('stop')).sent).toBeGreaterThan(5)
    const told = await stop(reading, id)
    expect(told).toMatchObject({ id, state: 'stopped', epoch: 2 })
    expect(await stop(producing, id)).toEqual(told)
    expect(await stop(reading, id)).toEqual(told)
    const events = await here
    expect((await elsewhere).map(({ lastEventId }) => lastEventId)).toEqual(events.map(({ lastEventId }) => lastEventId))
    expect(events.at(-1)).toMatchObject({ data: '[DONE]', lastEventId: `2.${(told as { seq: number }).seq}` })
    await isClosed('stop')
  })

  describe('before the head, while the upstream says nothing', () => {
    test("core's client stops the run that it knows no id of", async () => {
      const { request, options } = ask('early')
      const stream = clientOf(producing).stream(request, options)
      const { result } = stream
      await isAsked('early')
      await stream.stop()
      expect(stream.runId).toBeUndefined()
      expect((await result).ending).toEqual({ kind: 'stopped' })
      await isClosed('early')
    })

    test('the other process stops it, and who waits for the whole answer is told', async () => {
      const { request, options } = ask('elsewhere')
      const result = clientOf(producing).complete(request, options)
      await isAsked('elsewhere')
      const stopping = { method: 'POST', headers: { ...HEADERS, 'idempotency-key': 'elsewhere' }, body: '{}' }
      expect(await (await fetch(`${reading.url}/runs/stop`, stopping)).json()).toMatchObject({ state: 'stopped', seq: 1 })
      await isClosed('elsewhere')
      expect((await result).ending).toMatchObject({ kind: 'failed', error: { status: 499 } })
      // It stays stopped, for whoever comes with the key.
      expect((await clientOf(reading).complete(request, options)).ending).toMatchObject({ kind: 'failed', error: { status: 499 } })
    })
  })

  test('the same key joins the run on the other, and the upstream is asked once', async () => {
    const [response, joined] = await Promise.all([begin('join', 20), begin('join', 20, reading)])
    expect(runIdOf(joined)).toBe(runIdOf(response))
    expect(await allEvents(joined)).toEqual(await allEvents(response))
    expect((await upstream.answer('join')).asked).toBe(1)
  })
})
