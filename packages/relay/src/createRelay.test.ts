import { expect, onTestFinished, test } from 'vitest'
import type { LogRecord } from './createLog.js'
import type { UsageReport } from './UsageReport.js'
import { allEvents, runIdOf, serveRelay, textOf } from './relay.fixture.js'

test('an answer comes through as it is, with an id on each event', async () => {
  const { upstream, post } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('Hel', 'lo'))])
  call.finish()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  expect(runIdOf(response)).toMatch(/^[\w-]{22}$/)
  const events = await allEvents(response)
  expect(textOf(events)).toBe('Hello')
  expect(events.map(({ lastEventId }) => lastEventId)).toEqual(['1.1', '1.2', '1.3', '1.4'])
  expect(events.at(-1)?.data).toBe('[DONE]')
})

test('a reader that left goes on behind its last event, and nothing comes twice', async () => {
  const { upstream, post, get } = await serveRelay()
  const leaving = new AbortController()
  const [response, call] = await Promise.all([
    post({}, { signal: leaving.signal }),
    upstream.next().then((it) => it.head().say('one ', 'two ')),
  ])
  leaving.abort()
  call.say('three ')
  const resumed = get(`runs/${runIdOf(response)}/events`, { 'last-event-id': '1.1' })
  const events = allEvents(await resumed)
  call.say('four').finish()
  expect(textOf(await events)).toBe('two three four')
  expect((await events)[0]?.lastEventId).toBe('1.2')
})

test('an ended run is read from its log, from any place, and by query too', async () => {
  const { upstream, post, get } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a', 'b', 'c'))])
  call.finish()
  await response.text()
  const id = runIdOf(response)
  expect(textOf(await allEvents(await get(`runs/${id}/events`)))).toBe('abc')
  expect(textOf(await allEvents(await get(`runs/${id}/events?lastEventId=1.2`)))).toBe('c')
  expect(await allEvents(await get(`runs/${id}/events`, { 'last-event-id': '1.5' }))).toEqual([
    { type: 'message', data: '[DONE]', lastEventId: '' },
  ])
  expect(await (await get(`runs/${id}`)).json()).toEqual({ id, object: 'run', state: 'done', epoch: 1, seq: 5 })
})

test('a place that the log never had is a reset and a full replay', async () => {
  const { upstream, post, get } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a', 'b'))])
  call.finish()
  await response.text()
  const events = await allEvents(await get(`runs/${runIdOf(response)}/events`, { 'last-event-id': '1.99' }))
  expect(events[0]?.type).toBe('rivulet.reset')
  expect(textOf(events.slice(1))).toBe('ab')
})

test('stop ends the run upstream, for everybody, once', async () => {
  const { upstream, post, get, stop } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half '))])
  const id = runIdOf(response)
  const late = get(`runs/${id}/events`)
  const first = (await (await stop(id)).json()) as object
  await call.closed
  expect(first).toMatchObject({ id, state: 'stopped', epoch: 2 })
  expect(await (await stop(id)).json()).toEqual(first)
  for (const events of [await allEvents(response), await allEvents(await late), await allEvents(await get(`runs/${id}/events`))]) {
    expect(textOf(events)).toBe('half ')
    expect(events.at(-2)?.data).toContain('"rivulet":{"state":"stopped","reason":"user"}')
    expect(events.at(-1)?.data).toBe('[DONE]')
  }
})

test('a run that nobody reads is stopped when its time is over', async () => {
  const { upstream, post, get } = await serveRelay({ limits: { detachedGraceMs: 300 } })
  const leaving = new AbortController()
  const [response, call] = await Promise.all([post({}, { signal: leaving.signal }), upstream.next().then((it) => it.head().say('half '))])
  leaving.abort()
  await call.closed
  const events = await allEvents(await get(`runs/${runIdOf(response)}/events`))
  expect(events.at(-2)?.data).toContain('"reason":"abandoned"')
})

test('the same key joins the run; with other words it is refused; the upstream is asked once', async () => {
  const { upstream, post } = await serveRelay()
  const headers = { 'idempotency-key': 'message-1' }
  const [first, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('a'))])
  const second = await post({}, { headers })
  expect(runIdOf(second)).toBe(runIdOf(first))
  const other = await post({ temperature: 1 }, { headers })
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ error: { code: 'idempotency_key_reused' } })
  const theirs = post({}, { headers, user: 'bob' })
  const theirCall = await upstream.next()
  theirCall.head().finish()
  expect(runIdOf(await theirs)).not.toBe(runIdOf(first))
  call.finish()
  expect(textOf(await allEvents(first))).toBe('a')
  expect(textOf(await allEvents(second))).toBe('a')
  expect(upstream.calls).toHaveLength(2)
})

test('what the upstream refuses has its status, and its key is free again', async () => {
  const { upstream, post } = await serveRelay()
  const headers = { 'idempotency-key': 'message-1' }
  const error = { message: 'Slow down.', type: 'rate_limit_error', code: 'rate_limited', param: null }
  const refused = post({}, { headers })
  ;(await upstream.next()).json(429, { error }, { 'retry-after': '7' })
  expect((await refused).status).toBe(429)
  expect((await refused).headers.get('retry-after')).toBe('7')
  expect(await (await refused).json()).toMatchObject({ error: { message: 'Slow down.', code: 'rate_limited' } })
  const again = post({}, { headers })
  ;(await upstream.next()).head().say('now').finish()
  expect(textOf(await allEvents(await again))).toBe('now')
})

test('a slow upstream is told by comments, and its refusal in the stream', async () => {
  const { upstream, post } = await serveRelay({ limits: { statusWaitMs: 50, pingMs: 100 } })
  const response = await post()
  expect(response.status).toBe(200)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain(': ping')
  ;(await upstream.next()).json(503, { error: { message: 'Busy.', type: 'server_error', code: null, param: null } })
  let text = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value
  expect(text).toContain('"message":"Busy."')
  expect(text).toContain('"status":503')
})

test('an upstream that just ends, and one that breaks off, are told as what they were', async () => {
  const { upstream, post } = await serveRelay()
  const [cut, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  call.end()
  expect((await allEvents(cut)).at(-1)?.data).toContain('"rivulet":{"state":"cut"}')
  const [broken, next] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  next.destroy()
  expect((await allEvents(broken)).at(-1)?.data).toContain('"code":"upstream_broken"')
})

test('a whole reply is passed on as it came', async () => {
  const { upstream, post } = await serveRelay()
  const reply = {
    id: 'c',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: 'hi' } }],
    vendor_field: [1],
  }
  const response = post({ stream: false })
  ;(await upstream.next()).json(200, reply)
  expect((await response).headers.get('content-type')).toMatch(/^application\/json/)
  expect(await (await response).json()).toEqual(reply)
})

test('runs of somebody else are not there', async () => {
  const { upstream, post, get, stop } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('mine'))])
  const id = runIdOf(response)
  const bob = { 'x-user': 'bob' }
  const answers = [
    await get(`runs/${id}/events`, bob),
    await get(`runs/${id}`, bob),
    await stop(id, bob),
    await get('runs/AAAAAAAAAAAAAAAAAAAAAA'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(bodies).size).toBe(1)
  expect(call.isClosed).toBe(false)
  call.finish()
  expect(textOf(await allEvents(response))).toBe('mine')
})

test('usage is reported once for each run', async () => {
  const reports: UsageReport[] = []
  const { upstream, post } = await serveRelay({ onUsage: (report) => void reports.push(report) })
  const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 }
  const response = post()
  const call = await upstream.next()
  expect(call.body['stream_options']).toEqual({ include_usage: true })
  call.head().say('a', 'b').finish(usage)
  await (await response).text()
  await expect.poll(() => reports).toMatchObject([{ principal: 'ann', model: 'fake', usage, ending: 'done' }])
})

test('a report or a record that the application cannot take ends no process', async () => {
  const loose: unknown[] = []
  const onLoose = (error: unknown) => void loose.push(error)
  process.on('unhandledRejection', onLoose).on('uncaughtException', onLoose)
  onTestFinished(() => void process.off('unhandledRejection', onLoose).off('uncaughtException', onLoose))
  const records: LogRecord[] = []
  const { upstream, post } = await serveRelay({
    onUsage: async () => Promise.reject(new Error('the database is away')),
    onLog: async (record) => {
      records.push(record)
      throw new Error('the log is full')
    },
  })
  const response = post()
  ;(await upstream.next()).head().say('a').finish()
  await (await response).text()
  await expect.poll(() => records.map(({ event }) => event)).toEqual(['run-started', 'run-ended', 'usage-failed'])
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(loose).toEqual([])
})

test('a closing relay takes no more runs and tells those under way', async () => {
  const { relay, upstream, post } = await serveRelay()
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  const closing = relay.close({ graceMs: 100 })
  expect((await post()).status).toBe(503)
  expect((await allEvents(response)).at(-1)?.data).toContain('"code":"relay_lost"')
  await call.closed
  await closing
})

test('more runs than a process may have are refused, not served badly', async () => {
  const { upstream, post } = await serveRelay({ limits: { runs: 1 } })
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a'))])
  const refused = await post()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('1')
  call.finish()
  await response.text()
})

test('the log tells whoever runs the relay why the upstream refused', async () => {
  const records: LogRecord[] = []
  const { upstream, post } = await serveRelay({ onLog: (record) => records.push(record) })
  for (const [status, code] of [
    [401, 'invalid_api_key'],
    [429, 'slow_down'],
    [400, 'two\nlines'],
  ] as const) {
    const refused = post()
    ;(await upstream.next()).json(status, { error: { message: 'No.', type: 'error', code, param: null } })
    await (await refused).text()
  }
  await expect
    .poll(() => records.filter(({ event }) => event === 'run-ended').map(({ state, status, code }) => [state, status, code]))
    .toEqual([
      ['refused', 502, 'upstream_auth'],
      ['refused', 429, 'slow_down'],
      ['refused', 400, undefined],
    ])
})

test('models and health', async () => {
  const { upstream, get, baseURL } = await serveRelay({ models: ['a'] })
  const models = get('models')
  ;(await upstream.next()).json(200, { object: 'list', data: [{ id: 'a' }, { id: 'b' }] })
  expect(await (await models).json()).toEqual({ object: 'list', data: [{ id: 'a' }] })
  const health = await fetch(`${baseURL}/health`)
  expect(await health.json()).toEqual({ status: 'ok', store: 'ok', runs: 0, readers: 0 })
})

test('a caller that leaves before it has the models is no fault of the relay', async () => {
  const records: LogRecord[] = []
  const { upstream, baseURL } = await serveRelay({ onLog: (record) => records.push(record) })
  const leaving = new AbortController()
  const asked = fetch(`${baseURL}/models`, { headers: { 'x-user': 'ann' }, signal: leaving.signal }).catch(() => 'left')
  const call = await upstream.next()
  leaving.abort()
  expect(await asked).toBe('left')
  await call.closed
  // A record of this comes behind what would be told of the caller.
  await (await fetch(`${baseURL}/nothing`)).text()
  await expect.poll(() => records.map(({ status, code }) => [status, code])).toEqual([[404, 'not_found']])
})

test('a caller that leaves before it knows the run stops it, unless it has a key to come back with', async () => {
  const { upstream, post } = await serveRelay()
  const leaving = new AbortController()
  const headers = { 'idempotency-key': 'message-1' }
  const asked = [post({}, { signal: leaving.signal }), post({}, { signal: leaving.signal, headers })].map((it) => it.catch(() => undefined))
  const calls = [await upstream.next(), await upstream.next()]
  leaving.abort()
  await Promise.all(asked)
  await Promise.race(calls.map((call) => call.closed))
  expect(calls.filter(({ isClosed }) => isClosed)).toHaveLength(1)
  const back = post({}, { headers })
  const open = calls.find(({ isClosed }) => !isClosed)
  open?.head().say('still here').finish()
  expect(textOf(await allEvents(await back))).toBe('still here')
})

test('a principal at its limit is refused, may still join what it began, and its key stays free', async () => {
  const { upstream, post } = await serveRelay({ limits: { runsAtOnce: 1 } })
  const first = post({}, { headers: { 'idempotency-key': 'a' } })
  const call = await upstream.next()
  call.head().say('one')
  const refused = await post({}, { headers: { 'idempotency-key': 'b' } })
  expect(refused.status).toBe(429)
  const joined = post({}, { headers: { 'idempotency-key': 'a' } })
  expect((await joined).status).toBe(200)
  call.finish()
  expect(textOf(await allEvents(await first))).toBe('one')
  expect(textOf(await allEvents(await joined))).toBe('one')
  const again = post({}, { headers: { 'idempotency-key': 'b' } })
  ;(await upstream.next()).head().say('two').finish()
  expect(textOf(await allEvents(await again))).toBe('two')
})
