import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { listenToTelemetry } from './openTelemetry.fixture.js'
import { allEvents, runIdOf, serveRelay, type ServedRelay } from './relay.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import type { Call } from './upstream.fixture.js'
import type { UsageReport } from './UsageReport.js'

const USAGE = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 }

/** The endings of a run that has begun to answer, and how each comes about. */
const ENDINGS: [ending: string, isError: boolean, end: (call: Call, id: string, served: ServedRelay) => unknown][] = [
  ['done', false, (call) => call.finish(USAGE)],
  ['cut', false, (call) => call.end()],
  ['stopped', false, (_call, id, { stop }) => stop(id)],
  ['failed', true, (call) => call.destroy()],
  ['lost', true, (_call, _id, { relay }) => relay.close({ graceMs: 0 })],
]

test.each(ENDINGS)(
  'a run that is %s is one span and one report, however many read it, and nothing is left',
  async (ending, isError, end) => {
    const told = listenToTelemetry()
    const reports: UsageReport[] = []
    const served = await serveRelay({ onUsage: (report) => void reports.push(report) })
    const init = { headers: { 'idempotency-key': 'key-1' } }
    const body = { model: 'asked-for' }
    const asked = served.post(body, init)
    const call = (await served.upstream.next()).head().say('hi')
    const first = await asked
    const id = runIdOf(first)
    const readers = [first, await served.post(body, init), await served.get(`runs/${id}/events`)]
    expect([await told.total('rivulet.relay.runs'), await told.total('rivulet.relay.readers')]).toEqual([1, 3])
    await end(call, id, served)
    await Promise.all(readers.map(allEvents))

    const usage = ending === 'done' ? USAGE : undefined
    await expect.poll(() => reports).toHaveLength(1)
    expect(reports).toMatchObject([{ runId: id, ending, principal: 'ann', model: 'fake' }])
    expect(reports[0]?.usage).toEqual(usage)

    const [span, ...others] = told.spans()
    expect(others).toEqual([])
    expect(span).toMatchObject({ name: 'chat asked-for', kind: SpanKind.CLIENT, ended: true })
    expect(span?.status.code).toBe(isError ? SpanStatusCode.ERROR : SpanStatusCode.UNSET)
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'asked-for',
      'gen_ai.request.stream': true,
      'gen_ai.response.model': 'fake',
      'rivulet.ending': ending,
      ...(usage && { 'gen_ai.usage.input_tokens': 5, 'gen_ai.usage.output_tokens': 2 }),
    })
    expect(span?.events.map(({ name }) => name)).toEqual(['rivulet.first_event'])
    expect([await told.total('rivulet.relay.runs'), await told.total('rivulet.relay.readers')]).toEqual([0, 0])
    expect(await told.total('gen_ai.client.operation.duration')).toBe(1)
    expect(await told.total('gen_ai.client.operation.time_to_first_chunk')).toBe(1)
    expect(await told.total('gen_ai.client.token.usage')).toBe(usage ? 2 : 0)
    expect(await told.total('rivulet.relay.resumes')).toBe(1)
  },
)

test('a run that the upstream refuses has no first event', async () => {
  const told = listenToTelemetry()
  const reports: UsageReport[] = []
  const { upstream, post } = await serveRelay({ onUsage: (report) => void reports.push(report) })
  const asked = post({ model: 'asked-for', stream: false })
  ;(await upstream.next()).json(429, { error: { message: 'Slow down.' } })
  expect((await asked).status).toBe(429)
  await expect.poll(() => reports).toMatchObject([{ ending: 'refused', model: 'asked-for' }])
  expect(told.spans()).toMatchObject([
    { status: { code: SpanStatusCode.ERROR }, events: [], attributes: { 'rivulet.ending': 'refused', 'gen_ai.request.stream': false } },
  ])
  expect(await told.total('gen_ai.client.operation.time_to_first_chunk')).toBe(0)
  expect(await told.total('rivulet.relay.runs')).toBe(0)
})

const away = () => Promise.reject(new Error('away'))

test('what is refused, dropped or fails is counted, by what it was', async () => {
  const told = listenToTelemetry()
  const { post, get, upstream } = await serveRelay({ limits: { runsPerMinute: 2, readerStallMs: 100 } })
  const asked = post()
  const call = (await upstream.next()).head().say('hi')
  // Nobody reads this one.
  const response = await asked
  const writing = setInterval(() => call.say('x'.repeat(65_536)), 5)
  await expect.poll(() => told.total('rivulet.relay.dropped_readers')).toBe(1)
  clearInterval(writing)
  call.finish()
  await response.body?.cancel().catch(() => undefined)
  await post({ model: 7 })
  await get('runs/AAAAAAAAAAAAAAAAAAAAAA')
  const second = post()
  ;(await upstream.next()).head().finish()
  await (await second).text()
  expect((await post()).status).toBe(429)

  const broken = await serveRelay({ store: Object.assign(memoryStore(), { create: away }) })
  expect((await broken.post()).status).toBe(503)
  expect(await told.total('rivulet.relay.store.failures')).toBe(1)
  const refusals = (await told.measured())
    .get('rivulet.relay.refusals')
    ?.dataPoints.map(({ attributes, value }) => ({ ...attributes, value }))
  expect(refusals).toHaveLength(4)
  expect(refusals).toEqual(
    expect.arrayContaining([
      { 'http.response.status_code': 400, 'error.type': 'invalid_value', value: 1 },
      { 'http.response.status_code': 404, 'error.type': 'run_not_found', value: 1 },
      { 'http.response.status_code': 429, 'error.type': 'rate_limit_exceeded', value: 1 },
      { 'http.response.status_code': 503, 'error.type': 'store_unavailable', value: 1 },
    ]),
  )
})
