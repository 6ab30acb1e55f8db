// What somebody may spend: requests, runs, readers, models, tokens, bytes.
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf, type ServedRelay } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { rawRequest } from './rawRequest.fixture.js'

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code

/** A run that goes on until its call is finished. */
async function begin({ post, upstream }: ServedRelay, init: Parameters<ServedRelay['post']>[1] = {}) {
  const [response, call] = await Promise.all([post({}, init), upstream.next().then((it) => it.head().say('a'))])
  return { response, call, id: runIdOf(response) }
}

describe('requests in a minute', () => {
  test('are counted for each principal, and joined runs among them', async () => {
    const served = await serveRelay({ limits: { runsPerMinute: 3 } })
    const headers = { 'idempotency-key': 'message-1' }
    const { call } = await begin(served, { headers })
    const joined = await served.post({}, { headers })
    const other = await begin(served)
    const refused = await served.post({}, { headers })
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'rate_limit_exceeded'])
    const waitS = Number(refused.headers.get('retry-after'))
    expect(waitS).toBeGreaterThanOrEqual(1)
    expect(waitS).toBeLessThanOrEqual(60)
    expect(Number(refused.headers.get('retry-after-ms'))).toBeLessThanOrEqual(waitS * 1000)
    const bob = await begin(served, { user: 'bob' })
    for (const open of [{ call }, other, bob]) open.call.finish()
    expect(textOf(await allEvents(joined))).toBe('a')
    expect(served.upstream.calls).toHaveLength(3)
  })
})

describe('runs at once', () => {
  test('are counted for each principal, over all processes; an end or a stop makes room, and so does a refusal', async () => {
    const store = memoryStore()
    const limits = { runsAtOnce: 2 }
    const here = await serveRelay({ store, limits })
    const there = await serveRelay({ store, limits })
    const first = await begin(here)
    const second = await begin(there)
    const headers = { 'idempotency-key': 'message-1' }
    for (const { post } of [here, there]) {
      const refused = await post({}, { headers })
      expect([refused.status, await codeOf(refused)]).toEqual([429, 'too_many_runs'])
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    }
    expect(here.upstream.calls).toHaveLength(1)
    const bob = await begin(here, { user: 'bob' })

    first.call.finish()
    await first.response.text()
    const third = await begin(there, { headers })
    await there.stop(third.id)
    await third.response.text()
    const refusing = here.post()
    ;(await here.upstream.next()).json(400, { error: { message: 'No.' } })
    expect((await refusing).status).toBe(400)
    const fourth = await begin(here)
    expect((await there.post()).status).toBe(429)
    for (const { call } of [second, bob, fourth]) call.finish()
  })

  test('cannot be filled by runs that the store does not take', async () => {
    const served = await serveRelay({ store: memoryStore({ maxRuns: 1 }), limits: { runsAtOnce: 2 } })
    const { call } = await begin(served)
    for (let i = 0; i < 4; i++) {
      const refused = await served.post()
      expect([refused.status, await codeOf(refused)]).toEqual([503, 'store_full'])
      expect(refused.headers.get('retry-after')).toBe('1')
    }
    expect(served.upstream.calls).toHaveLength(1)
    call.finish()
  })
})

describe('readers at once', () => {
  test('are counted for each principal; one more is refused, and nothing is begun for it', async () => {
    const served = await serveRelay({ limits: { readersAtOnce: 2 } })
    const { upstream, get, post } = served
    const first = await begin(served)
    const leaving = new AbortController()
    await fetch(`${served.baseURL}/runs/${first.id}/events`, { headers: { 'x-user': 'ann' }, signal: leaving.signal })
    for (const refused of [await get(`runs/${first.id}/events`), await post()]) {
      expect([refused.status, await codeOf(refused)]).toEqual([429, 'too_many_readers'])
      expect(refused.headers.get('retry-after')).toBe('1')
    }
    expect(upstream.calls).toHaveLength(1)
    const bob = await begin(served, { user: 'bob' })
    leaving.abort()
    const again = () => get(`runs/${first.id}/events`)
    await expect.poll(async () => (await again()).status).toBe(200)
    for (const { call } of [first, bob]) call.finish()
  })

  test('who waits for a head or for a whole reply is one of them', async () => {
    const served = await serveRelay({ limits: { readersAtOnce: 1 } })
    for (const stream of [true, false]) {
      const waiting = served.post({ stream })
      const call = await served.upstream.next()
      expect((await served.post()).status).toBe(429)
      if (stream) call.head().finish()
      else call.json(200, { choices: [] })
      await (await waiting).text()
    }
    expect(served.upstream.calls).toHaveLength(2)
  })
})

test('who waits for the models takes a place, so that nobody asks the upstream for them without end', async () => {
  const { upstream, get } = await serveRelay({ limits: { readersAtOnce: 2 } })
  const asked = [get('models'), get('models')]
  const calls = [await upstream.next(), await upstream.next()]
  const refused = await get('models')
  expect([refused.status, await codeOf(refused)]).toEqual([429, 'too_many_readers'])
  for (const call of calls) call.json(200, { data: [] })
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200])
  const again = get('models')
  ;(await upstream.next()).json(200, { data: [] })
  expect((await again).status).toBe(200)
  expect(upstream.calls).toHaveLength(3)
})

describe('what is asked for', () => {
  const limits = { maxTokens: 100, maxChoices: 2 }

  test.each([
    [{}, { max_tokens: 100 }],
    [{ max_tokens: 101 }, { max_tokens: 100 }],
    [
      { max_tokens: 99, n: 9 },
      { max_tokens: 99, n: 2 },
    ],
    [{ max_completion_tokens: 1e9 }, { max_completion_tokens: 100 }],
    [
      { max_tokens: 1e9, max_completion_tokens: 7, best_of: 20 },
      { max_tokens: 100, max_completion_tokens: 7, best_of: 2 },
    ],
    [
      { max_tokens: null, n: null },
      { max_tokens: 100, n: null },
    ],
  ])('%j becomes %j', async (asked, sent) => {
    const { post, upstream } = await serveRelay({ limits })
    const response = post({ ...asked, vendor_field: { deep: [1] } })
    const call = await upstream.next()
    call.head().finish()
    await (await response).text()
    const { model: _model, stream: _stream, messages: _messages, ...rest } = call.body
    expect(rest).toEqual({ ...sent, vendor_field: { deep: [1] } })
  })

  test.each([
    [{ model: 'dear' }, 404],
    [{ models: ['fake', 'dear'] }, 404],
    [{ fallbacks: [{ model: 'dear' }] }, 404],
    [{ model: ['fake'] }, 400],
    [{ model: undefined }, 400],
    [{ max_tokens: '1' }, 400],
    [{ max_tokens: -1 }, 400],
    [{ max_completion_tokens: 1.5 }, 400],
    [{ n: 1e99 }, 400],
    [{ n: { valueOf: 1 } }, 400],
    [{ stream: 'yes' }, 400],
  ])('%j is refused (%i)', async (asked, status) => {
    const { post, upstream } = await serveRelay({ limits, models: ['fake'] })
    expect((await post(asked)).status).toBe(status)
    expect(upstream.calls).toEqual([])
  })
})

const MOST = 262_144
const bodyOf = (bytes: number) => {
  const frame = JSON.stringify({ model: 'fake', messages: [], padding: '' })
  return frame.replace('"padding":""', `"padding":"${'x'.repeat(bytes - frame.length)}"`)
}
const send = ({ baseURL }: ServedRelay, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { 'x-user': 'ann', 'content-type': 'application/json', ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })

describe('a body', () => {
  test('of 256 KiB is taken, and one of a byte more is not', async () => {
    const served = await serveRelay()
    const taken = send(served, bodyOf(MOST))
    ;(await served.upstream.next()).json(200, { choices: [] })
    expect((await taken).status).toBe(200)
    const refused = await send(served, bodyOf(MOST + 1))
    expect([refused.status, await codeOf(refused)]).toEqual([413, 'request_too_large'])
    expect(served.upstream.calls).toHaveLength(1)
  })

  test('in pieces without a length is counted as it comes', async () => {
    const served = await serveRelay()
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 65_536
        controller.enqueue(new TextEncoder().encode(' '.repeat(65_536)))
      },
    })
    const refused = await send(served, endless).then(
      ({ status }) => status,
      // Node closes a connection whose request it does not read to its end.
      () => 413,
    )
    expect(refused).toBe(413)
    expect(given).toBeLessThan(16 * 2 ** 20)
    const pieces = ['1000\r\n', ' '.repeat(0x1000), '\r\n'].join('').repeat(65)
    const lines = ['POST /v1/chat/completions HTTP/1.1', 'Host: relay', 'X-User: ann', 'Content-Type: application/json']
    const raw = await rawRequest(served.baseURL, [...lines, 'Transfer-Encoding: chunked'], `${pieces}0\r\n\r\n`)
    expect([raw.status, raw.body]).toEqual([413, expect.stringContaining('request_too_large')])
    expect(served.upstream.calls).toEqual([])
  })

  test('that is packed, or no object, is refused', async () => {
    const served = await serveRelay()
    expect((await send(served, gzipSync(bodyOf(1000)), { 'content-encoding': 'gzip' })).status).toBe(415)
    for (const body of ['', '[]', '"x"', '{', `${'['.repeat(1e5)}${']'.repeat(1e5)}`, `{"a":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`])
      expect((await send(served, body)).status, body.slice(0, 20)).toBe(400)
    expect(served.upstream.calls).toEqual([])
  })

  test('cannot reach a prototype, neither here nor at the upstream', async () => {
    const served = await serveRelay()
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"model":"fake","stream":true,"messages":[{"__proto__":{"polluted":1},"role":"user","content":"hi"}],"stream_options":{"__proto__":{"include_usage":true}}}'
    const asked = send(served, body)
    const call = await served.upstream.next()
    call.head().finish()
    await (await asked).text()
    expect(JSON.stringify(call.body)).toBe(JSON.stringify(JSON.parse(body)))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
