import { afterAll, beforeAll, expect, test } from 'vitest'
import { allEvents, runIdOf } from '../relay.fixture.js'
import { describeWithRedis, startRedis, type RedisServer } from '../store/redisServer.fixture.js'
import { sleep } from './faults.fixture.js'
import { sharedNowMs, startRelay, startScriptedUpstream, type Served, type UpstreamProcess } from './processes.fixture.js'
import { settled } from './runHistory.fixture.js'

/** The real one: what is promised is a time. */
const HEARTBEAT_MS = 8000
const HEADERS = { 'x-user': 'ann', 'content-type': 'application/json' }
const TRIES = 16
const AT_ONCE = 4
/** The promise is a time, and the machine may be busy with something else for a while. */
const PATIENCE = { timeout: 120_000, retry: 3 }

interface Measured {
  /** From the request to stop until the upstream's connection was closed. */
  closedMs: number[]
  /** … until it was answered. */
  answeredMs: number[]
}

describeWithRedis('how soon a stop stops', () => {
  if (!process.env['LONG_SUITE']) {
    test.skip('in the long suite only', () => {})
    return
  }
  let redis: RedisServer
  let upstream: UpstreamProcess
  let deaf: Served
  let other: Served

  beforeAll(async () => {
    ;[redis, upstream] = await Promise.all([startRedis(), startScriptedUpstream()])
    const settings = { redisPort: redis.port, upstreamURL: upstream.url, heartbeatMs: HEARTBEAT_MS }
    // It never hears that a run of its own was stopped elsewhere, as if every such message were lost.
    ;[deaf, other] = await Promise.all([startRelay({ ...settings, hearsNudges: false }), startRelay(settings)])
  }, 60_000)
  afterAll(async () => {
    await Promise.all([deaf.kill(), other.kill(), upstream.kill()])
    await redis.close()
  })

  let made = 0
  async function stopOne(producing: Served, stopping: Served, perSecond: number): Promise<{ closedMs: number; answeredMs: number }> {
    made += 1
    const tag = `stop-${made}`
    const metadata = { tag, tokens: 100_000, perSecond }
    const body = JSON.stringify({ model: 'fake', stream: true, messages: [{ role: 'user', content: tag }], metadata })
    const response = await fetch(`${producing.url}/chat/completions`, { method: 'POST', headers: HEADERS, body })
    const events = allEvents(response)
    // Anywhere between two beats.
    await sleep(300 + Math.random() * 1200)
    const askedMs = sharedNowMs()
    const stopped = await fetch(`${stopping.url}/runs/${runIdOf(response)}/stop`, { method: 'POST', headers: HEADERS, body: '{}' })
    const answeredMs = sharedNowMs() - askedMs
    expect(await stopped.json()).toMatchObject({ state: 'stopped' })
    await events
    const { ended } = await settled(upstream, tag)
    return { closedMs: (ended?.atMs ?? Infinity) - askedMs, answeredMs }
  }

  async function measure(name: string, one: () => ReturnType<typeof stopOne>): Promise<Measured> {
    const all: Awaited<ReturnType<typeof stopOne>>[] = []
    while (all.length < TRIES) all.push(...(await Promise.all(Array.from({ length: AT_ONCE }, one))))
    const closedMs = all.map((it) => it.closedMs)
    const answeredMs = all.map((it) => it.answeredMs)
    process.stdout.write(
      `stop ${name}, ${TRIES} times: upstream closed after ${figures(closedMs)}; answered after ${figures(answeredMs)}\n`,
    )
    return { closedMs, answeredMs }
  }

  test('on the relay that produces: within 250 ms', PATIENCE, async () => {
    const { closedMs } = await measure('on the same relay', () => stopOne(deaf, deaf, 20))
    expect(Math.max(...closedMs)).toBeLessThan(250)
  })

  test('from another, whose message is lost: within 1.5 s, though the upstream is silent', PATIENCE, async () => {
    const { closedMs } = await measure('from another relay, message lost, upstream silent', () => stopOne(deaf, other, 0.1))
    expect(Math.max(...closedMs)).toBeLessThan(1500)
  })

  test('from another, whose message arrives', PATIENCE, async () => {
    const { closedMs } = await measure('from another relay, upstream silent', () => stopOne(other, deaf, 0.1))
    expect(Math.max(...closedMs)).toBeLessThan(1500)
  })
})

function figures(list: readonly number[]): string {
  return `${median(list).toFixed(1)} ms (median), ${Math.max(...list).toFixed(1)} ms at most`
}

function median(list: readonly number[]): number {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? Number.NaN
}
