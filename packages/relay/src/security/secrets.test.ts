// A canary in every field that somebody could mind, and everything that comes out of the relay searched for it.
import { inspect } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LogRecord } from '../createLog.js'
import { listenToTelemetry } from '../openTelemetry.fixture.js'
import type { RelayOptions } from '../RelayOptions.js'
import { runIdOf, serveRelay } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { StoreUnavailableError } from '../store/StoreUnavailableError.js'
import { startUpstream, type Call } from '../upstream.fixture.js'

/** Of the operator, who shows them to nobody. */
const OPERATOR = {
  key: 'canary-upstream-key',
  header: 'canary-upstream-header',
  query: 'canary-upstream-query',
  authorizeError: 'canary-authorize-error',
  usageError: 'canary-usage-error',
  store: 'canary-store-password',
}
/** Of the upstream, in headers that are nobody's business. */
const UPSTREAM = { cookie: 'canary-upstream-cookie', internal: 'canary-upstream-internal' }
/** Of the caller, who knows them; nobody else does. */
const CALLER = {
  principal: 'canary-principal@example.com',
  authorization: 'canary-caller-token',
  cookie: 'canary-caller-cookie',
  header: 'canary-caller-header',
  message: 'canary-message',
  user: 'canary-user-field',
  tool: 'canary-tool',
  idempotencyKey: 'canary-idempotency-key',
  query: 'canary-caller-query',
  path: 'canary-path',
  wrongId: 'canaryRunIdAAAAAAAAAAA',
}
/** What was said: for the caller alone. */
const SAID = { answer: 'canary-answer', error: 'canary-error-words', id: 'canary-completion-id' }

/** All that the relay lets out, apart from what it answers. */
function listen() {
  const told = listenToTelemetry()
  const records: LogRecord[] = []
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
  const written = methods.map((method) => vi.spyOn(console, method).mockImplementation(() => {}))
  const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'))
  const loose: unknown[] = []
  const onLoose = (error: unknown) => void loose.push(error)
  process.on('unhandledRejection', onLoose).on('uncaughtException', onLoose).on('warning', onLoose)
  onTestFinished(() => {
    process.off('unhandledRejection', onLoose).off('uncaughtException', onLoose).off('warning', onLoose)
    vi.restoreAllMocks()
  })
  const writes = () => [...written, ...streams].flatMap(({ mock }) => mock.calls)
  return {
    records,
    onLog: (record: LogRecord) => void records.push(record),
    loose,
    written: writes,
    everything: async () => {
      const spans = told
        .spans()
        .map(({ name, attributes, events, status, links, resource }) => ({ name, attributes, events, status, links, resource }))
      return inspect(
        { records, spans, measured: await told.measured(), written: writes(), loose },
        { depth: Infinity, maxStringLength: null, maxArrayLength: null },
      )
    },
  }
}

const valuesIn = (text: string, secrets: Readonly<Record<string, string>>) =>
  Object.entries(secrets).flatMap(([name, value]) => (text.includes(value) ? [name] : []))

const headersOfUpstream = { 'set-cookie': UPSTREAM.cookie, 'x-internal': UPSTREAM.internal, 'x-request-id': 'req-1' }
/** What a gateway might say of a key that it does not like. */
const quoting = {
  error: {
    message: `${SAID.error} Bearer ${OPERATOR.key} ${OPERATOR.header} ?key=${OPERATOR.query}`,
    type: OPERATOR.key,
    code: OPERATOR.header,
    param: OPERATOR.query,
    [OPERATOR.key]: OPERATOR.key,
  },
}

/** Acts after turns of the event loop, in which what was said before has its way through this process. */
async function inTurns(count: number, act: () => void): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
  act()
}

/** How the upstream behaves, one run each. */
const SCENES: Record<string, (call: Call) => unknown> = {
  done: (call) =>
    call
      .head(200, { 'content-type': 'text/event-stream', ...headersOfUpstream })
      .say(SAID.answer)
      .finish({ prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }),
  cut: (call) => call.head().say(SAID.answer).end(),
  broken: (call) => (call.head().say(SAID.answer), void inTurns(20, () => call.destroy())),
  'an error in the stream': (call) =>
    call
      .head()
      .say(SAID.answer)
      .end(`data: ${JSON.stringify(quoting)}\n\n`),
  refused: (call) => call.json(400, quoting, headersOfUpstream),
  'the key is refused': (call) => call.json(401, quoting, { 'www-authenticate': OPERATOR.key }),
  'a page': (call) => call.head(200, { 'content-type': 'text/html' }).end(`<html>${OPERATOR.key}</html>`),
  'a redirect': (call) => call.head(302, { location: `http://${OPERATOR.key}.example/` }).end(),
  'nothing at all': (call) => call.destroy(),
}

async function serveWithCanaries(options: Partial<RelayOptions> = {}, act?: (call: Call) => unknown) {
  const heard = listen()
  const upstream = await startUpstream((call) => void act?.(call))
  onTestFinished(() => upstream.close())
  const served = await serveRelay(
    {
      upstream: { baseURL: `${upstream.baseURL}?key=${OPERATOR.query}`, apiKey: OPERATOR.key, headers: { 'x-gateway': OPERATOR.header } },
      authorize: (request) => {
        if (request.headers.get('authorization') !== `Bearer ${CALLER.authorization}`) throw new Error(OPERATOR.authorizeError)
        return CALLER.principal
      },
      onUsage: () => {
        throw new Error(OPERATOR.usageError)
      },
      onLog: heard.onLog,
      limits: { runsPerMinute: 30 },
      ...options,
    },
    upstream,
  )
  const headers = {
    authorization: `Bearer ${CALLER.authorization}`,
    cookie: `session=${CALLER.cookie}`,
    'x-mine': CALLER.header,
    'content-type': 'application/json',
  }
  const texts: string[] = []
  const ids: string[] = []
  /** Asks, and keeps all that came. */
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${served.baseURL}/${path}`, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    })
    ids.push(runIdOf(response))
    const body = await response.text().catch(() => '')
    texts.push(inspect([...response.headers]) + body)
    return { status: response.status, body, id: runIdOf(response) }
  }
  const body = {
    model: 'fake',
    stream: true,
    user: CALLER.user,
    messages: [{ role: 'user', content: CALLER.message }],
    tools: [{ type: 'function', function: { name: CALLER.tool } }],
  }
  const post = (init: RequestInit = {}, more: object = {}) =>
    ask('chat/completions', { method: 'POST', body: JSON.stringify({ ...body, ...more }), ...init })
  return { ...heard, upstream, relay: served.relay, ask, post, texts, runIds: () => ids.filter((id) => id !== '') }
}

test.each(Object.entries(SCENES))('%s', async (name, act) => {
  const { upstream, ask, post, texts, everything, records, loose, runIds, written } = await serveWithCanaries({}, act)
  for (const stream of [true, false]) {
    const { id } = await post({ headers: { 'idempotency-key': `${CALLER.idempotencyKey}-${stream}` } }, { stream })
    if (id) for (const path of [`runs/${id}`, `runs/${id}/events`]) await ask(path)
    if (id) await ask(`runs/${id}/stop`, { method: 'POST', body: '{}' })
  }
  const reached = JSON.stringify(upstream.calls.map(({ headers, body }) => ({ headers, body })))
  expect(valuesIn(reached, CALLER).toSorted()).toEqual(['message', 'tool', 'user'])
  const shown = texts.join('\n')
  expect(
    valuesIn(shown, {
      ...OPERATOR,
      ...UPSTREAM,
      principal: CALLER.principal,
      token: CALLER.authorization,
      cookie: CALLER.cookie,
      header: CALLER.header,
    }),
  ).toEqual([])
  if (['done', 'cut', 'broken'].includes(name)) expect(shown).toContain(SAID.answer)
  if (name === 'refused') expect(shown).toContain(SAID.error)

  await expect.poll(() => records.filter(({ event }) => event === 'run-ended')).toHaveLength(2)
  // What the application's own function threw goes no further: others' runs go on in this process.
  await expect.poll(() => records.filter(({ event }) => event === 'usage-failed')).toHaveLength(2)
  expect(loose).toEqual([])
  expect(written()).toEqual([])
  const all = await everything()
  for (const seen of ['run-ended', 'chat fake', 'rivulet.relay.runs']) expect(all).toContain(seen)
  expect(valuesIn(all, { ...OPERATOR, ...UPSTREAM, ...CALLER, ...SAID })).toEqual([])
  for (const id of runIds()) expect(all).not.toContain(id)
})

test('what is refused before it reaches the upstream', async () => {
  const { ask, post, texts, everything, records, loose, upstream } = await serveWithCanaries({
    models: ['fake'],
    limits: { requestBytes: 2000 },
  })
  const wrong = [
    await post({ headers: { authorization: `Bearer ${CALLER.authorization}x` } }),
    await post({ headers: { origin: `https://${CALLER.header}.example` } }),
    await post({ headers: { 'content-type': CALLER.header } }),
    await post({ headers: { 'idempotency-key': `${CALLER.idempotencyKey} ` + CALLER.header } }),
    await post({ body: `{"${CALLER.message}` }),
    await post({ body: JSON.stringify({ model: CALLER.message }) }),
    await post({ body: JSON.stringify({ model: 'fake', n: CALLER.message }) }),
    await post({ body: JSON.stringify({ model: 'fake', pad: CALLER.message.repeat(200) }) }),
    await ask(`runs/${CALLER.wrongId}`),
    await ask(`runs/AAAAAAAAAAAAAAAAAAAAAA/events?lastEventId=${CALLER.query}`),
    await ask(`${CALLER.path}?key=${CALLER.query}`),
    await ask(`models?key=${CALLER.query}`, { method: 'DELETE' }),
  ]
  expect(wrong.map(({ status }) => status)).toEqual([401, 403, 415, 400, 400, 404, 400, 413, 404, 404, 404, 405])
  expect(upstream.calls).toEqual([])
  await expect.poll(() => records).toHaveLength(wrong.length)
  expect(loose).toEqual([])
  expect(valuesIn(texts.join('\n'), { ...OPERATOR, ...CALLER })).toEqual([])
  expect(valuesIn(await everything(), { ...OPERATOR, ...CALLER })).toEqual([])
})

test('a store that fails says why to nobody', async () => {
  const cause = new Error(`connect ECONNREFUSED redis://:${OPERATOR.store}@10.0.0.1`)
  const away = () => Promise.reject(new StoreUnavailableError('did not answer', { cause }))
  const broken = Object.assign(memoryStore(), { create: away, append: away, look: away, stop: away, read: away, check: away })
  const { ask, post, texts, everything, loose } = await serveWithCanaries({ store: broken })
  const answers = [
    await post(),
    await ask('runs/AAAAAAAAAAAAAAAAAAAAAA/events'),
    await ask('runs/AAAAAAAAAAAAAAAAAAAAAA/stop', { method: 'POST' }),
    await ask('health'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503])
  expect(loose).toEqual([])
  expect(valuesIn(texts.join('\n'), { ...OPERATOR, host: '10.0.0.1' })).toEqual([])
  expect(valuesIn(await everything(), { ...OPERATOR, ...CALLER, host: '10.0.0.1' })).toEqual([])
})

test("a model's name that is none is not written down", async () => {
  let model = ''
  const named = (call: Call) => call.head().end(`data: ${JSON.stringify({ model, choices: [] })}\n\ndata: [DONE]\n\n`)
  const { post, everything, records } = await serveWithCanaries({}, named)
  for (model of [`${CALLER.message}\nlevel=error`, `${CALLER.message} `.repeat(1000), `${CALLER.message}\u001b[31m`])
    expect((await post({}, { model })).status).toBe(200)
  await expect.poll(() => records.filter(({ event }) => event === 'run-ended')).toHaveLength(3)
  expect(valuesIn(await everything(), CALLER)).toEqual([])
})
