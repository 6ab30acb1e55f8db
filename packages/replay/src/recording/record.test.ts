import { describe, expect, it, vi } from 'vitest'
import { chatRequest, scripted } from '../gateway/askGateway.fixture.js'
import { fakeClock, formatRecording, parseRecording, record, replay, type RecordingEntry, type RecordingEvent, toFetch } from '../index.js'

const encoder = new TextEncoder()

/** A `fetch` whose body is made of the reads given, and a recorder around it. */
function recorded(reads: readonly (Uint8Array<ArrayBuffer> | string)[], { fails = false } = {}) {
  const entries: RecordingEntry[] = []
  const pulls: number[] = []
  const source = async () => {
    let next = 0
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull(controller) {
          const read = reads[next]
          pulls.push(next)
          next += 1
          if (read !== undefined) controller.enqueue(typeof read === 'string' ? encoder.encode(read) : read)
          else if (fails) controller.error(new TypeError('terminated'))
          else controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(body, { status: 201, headers: { 'x-served-by': 'test' } })
  }
  const clock = fakeClock()
  return { fetch: record(source, (entry) => entries.push(entry), { label: 'a test', gateway: 'none', clock }), entries, pulls, clock }
}

const events = (entries: readonly RecordingEntry[]) => entries.filter((entry): entry is RecordingEvent => Array.isArray(entry))
const kinds = (entries: readonly RecordingEntry[]) =>
  events(entries).map(([, , kind, value]) => (typeof value === 'string' ? [kind, value] : [kind]))

describe('what is written', () => {
  it('begins with the header, then the exchange in its order and with its times', async () => {
    const clock = fakeClock()
    const entries: RecordingEntry[] = []
    const gateway = scripted({ content: ['Hi'] }, { dialect: 'tokenhub', clock, timeToFirstTokenMs: 120, tokensPerSecond: 50 })
    const fetch = record(toFetch(gateway), (entry) => entries.push(entry), { label: 'hi', gateway: 'tokenhub', clock })
    const body = '{"stream":true,"messages":[{"role":"user","content":"hi"}]}'
    const ask = () =>
      fetch('http://g/v1/chat/completions', { method: 'POST', headers: { authorization: 'Bearer abc', 'idempotency-key': '1' }, body })
    await clock.until((await ask()).text())
    await clock.advance(1000)
    await clock.until((await ask()).text())

    expect(entries[0]).toEqual({ rivulet: 1, label: 'hi', gateway: 'tokenhub', startedAt: '2026-01-01T00:00:00.000Z' })
    expect(entries[1]).toEqual([
      0,
      1,
      'request',
      { method: 'POST', url: 'http://g/v1/chat/completions', headers: { 'idempotency-key': '1' }, body },
    ])
    expect(entries[2]).toMatchObject([0, 1, 'response', { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } }])
    expect(entries.slice(3, 6)).toEqual([
      [120, 1, 'data', expect.stringContaining('"content":"Hi"')],
      [expect.any(Number), 1, 'data', 'data: [DONE]\n\n'],
      [expect.any(Number), 1, 'end', 'eof'],
    ])
    const secondAtMs = events(entries).find(([, exchange]) => exchange === 2)?.[0] ?? 0
    expect(secondAtMs).toBeGreaterThan(1000)
    expect(events(entries).find(([, exchange, kind]) => exchange === 2 && kind === 'data')?.[0]).toBe(secondAtMs + 120)
    expect(parseRecording(formatRecording({ header: entries[0] as { rivulet: 1 }, events: events(entries) })).events).toEqual(
      events(entries),
    )
  })

  it('is text where a read is whole, valid UTF-8, else base64, so that every byte can come back', async () => {
    const euro = encoder.encode('€')
    const { fetch, entries } = recorded(['\uFEFFbom', 'ok ✓\u2028', euro.slice(0, 2), euro.slice(2), new Uint8Array([0xff, 0x00])])
    await (await fetch('http://x/')).arrayBuffer()
    expect(kinds(entries).slice(2)).toEqual([
      ['data', '\uFEFFbom'],
      ['data', 'ok ✓\u2028'],
      ['bytes', '4oI='],
      ['bytes', 'rA=='],
      ['bytes', '/wA='],
      ['end', 'eof'],
    ])
  })

  it('names the request of every way to call fetch', async () => {
    const { fetch, entries } = recorded([])
    await fetch(new URL('http://x/a'))
    await fetch(chatRequest('{"a":1}'))
    await fetch('/relative', { method: 'PUT', body: new URLSearchParams({ q: 'x' }) })
    await fetch('http://x/b', { method: 'POST', body: new Blob(['?']) })
    const requests = await vi.waitUntil(() => {
      const told = events(entries).flatMap(([, , kind, value]) => (kind === 'request' && typeof value === 'object' ? [value] : []))
      return told.length === 4 && told
    }, 20_000)
    expect(requests.map((request) => 'method' in request && [request.method, request.url, request.body])).toEqual([
      ['GET', 'http://x/a', null],
      ['POST', 'http://gateway.test/v1/chat/completions', '{"a":1}'],
      ['PUT', '/relative', 'q=x'],
      ['POST', 'http://x/b', null],
    ])
  })

  it('ends as the exchange ended', async () => {
    const broken = recorded(['x'], { fails: true })
    await expect((await broken.fetch('http://x/')).text()).rejects.toThrow('terminated')
    expect(kinds(broken.entries).at(-1)).toEqual(['end', 'error'])

    const cancelled = recorded(['x', 'y'])
    const reader = (await cancelled.fetch('http://x/')).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(kinds(cancelled.entries).slice(2)).toEqual([
      ['data', 'x'],
      ['end', 'abort'],
    ])

    const aborted = recorded(['x', 'y'])
    const leave = new AbortController()
    await aborted.fetch('http://x/', { signal: leave.signal })
    leave.abort()
    expect(kinds(aborted.entries).at(-1)).toEqual(['end', 'abort'])

    const entries: RecordingEntry[] = []
    const refused = record(
      () => Promise.reject(new TypeError('fetch failed')),
      (entry) => entries.push(entry),
    )
    await expect(refused('http://x/')).rejects.toThrow('fetch failed')
    expect(kinds(entries)).toEqual([['request'], ['end', 'error']])
  })

  it('ends at once where there is no body', async () => {
    const entries: RecordingEntry[] = []
    await record(
      async () => new Response(null, { status: 204 }),
      (entry) => entries.push(entry),
    )('http://x/')
    expect(kinds(entries)).toEqual([['request'], ['response'], ['end', 'eof']])
  })
})

it('ends with eof where all had come before the caller left', async () => {
  const entries: RecordingEntry[] = []
  const answer = await record(
    async () => new Response('all of it'),
    (entry) => entries.push(entry),
  )('http://x/')
  const reader = answer.body?.getReader()
  await reader?.read()
  await new Promise((resolve) => setImmediate(resolve))
  await reader?.cancel()
  expect(kinds(entries).slice(2)).toEqual([
    ['data', 'all of it'],
    ['end', 'eof'],
  ])
})

describe('the caller', () => {
  it('gets the same reads, and nothing is read ahead of it', async () => {
    const { fetch, pulls } = recorded(['one', 'two', 'three'])
    const response = await fetch('http://x/')
    expect([response.status, response.headers.get('x-served-by')]).toEqual([201, 'test'])
    const reader = response.body?.getReader()
    expect(pulls).toEqual([])
    const texts = []
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      texts.push([new TextDecoder().decode(read.value), pulls.length])
    expect(texts).toEqual([
      ['one', 1],
      ['two', 2],
      ['three', 3],
    ])
  })

  it('passes its arguments and gets its errors unchanged', async () => {
    const reason = new Error('the very error')
    const calls: unknown[][] = []
    const fetch = record(
      (...args) => {
        calls.push(args)
        return Promise.reject(reason)
      },
      () => undefined,
    )
    const init = { method: 'POST', body: '{}' }
    await expect(fetch('http://x/', init)).rejects.toBe(reason)
    expect(calls).toEqual([['http://x/', init]])
    expect(calls[0]?.[1]).toBe(init)
  })

  it('cancels the source with its reason', async () => {
    const reasons: unknown[] = []
    const source = async () => new Response(new ReadableStream({ cancel: (reason) => void reasons.push(reason) }))
    const response = await record(source, () => undefined)('http://x/')
    await response.body?.cancel('enough')
    expect(reasons).toEqual(['enough'])
  })
})

const canary = (n: number) => `canary-${n}-0123456789`

describe('secrets', () => {
  it('never reach the sink, wherever they are', async () => {
    const entries: RecordingEntry[] = []
    const headers = {
      Authorization: `Bearer ${canary(1)}`,
      'X-Api-Key': canary(2),
      'api-key': canary(3),
      cookie: `session=${canary(4)}; theme=dark`,
      'proxy-authorization': `Basic ${canary(5)}`,
      'x-goog-api-key': canary(13),
      'x-session': canary(14),
      'x-anything': canary(15),
      'idempotency-key': 'kept',
    }
    const body = {
      api_key: canary(6),
      metadata: { accessToken: canary(7), list: [{ client_secret: canary(8) }] },
      note: `my key is ${canary(1)}`,
    }
    const echo = async () =>
      new Response(`you sent ${canary(1)}`, {
        headers: { 'set-cookie': `id=${canary(9)}`, 'x-echo': 'of yours', 'x-request-id': `req_1 ${canary(2)}` },
      })
    const response = await record(echo, (entry) => entries.push(entry))(
      `https://user:${canary(10)}@x.test/v1/chat?api-key=${canary(11)}&key=${canary(12)}&model=m`,
      {
        method: 'POST',
        headers,
        body: JSON.stringify({ model: 'm', ...body }),
      },
    )
    expect(await response.text()).toBe(`you sent ${canary(1)}`)

    const text = JSON.stringify(entries)
    expect(text).not.toContain('canary')
    expect(text).not.toMatch(/authorization|api-key":|cookie/i)
    expect(events(entries)[0]?.[3]).toEqual({
      method: 'POST',
      url: 'https://x.test/v1/chat?api-key=redacted&key=redacted&model=m',
      headers: { 'idempotency-key': 'kept' },
      body: JSON.stringify({
        model: 'm',
        api_key: '[redacted]',
        metadata: { accessToken: '[redacted]', list: [{ client_secret: '[redacted]' }] },
        note: 'my key is [redacted]',
      }),
    })
    expect(events(entries)[1]?.[3]).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-request-id': 'req_1 [redacted]' },
    })
  })

  it('are found in what the server sends, as text and as bytes', async () => {
    const entries: RecordingEntry[] = []
    const answer = `{"access_token":"${canary(1)}","expires_in":60,"said":"${canary(2)}"}`
    const reads = [encoder.encode(answer), Uint8Array.of(0xff, ...encoder.encode(answer))]
    const source = async () =>
      new Response(
        new ReadableStream<Uint8Array<ArrayBuffer>>({
          start(controller) {
            for (const read of reads) controller.enqueue(read)
            controller.close()
          },
        }),
      )
    const response = await record(source, (entry) => entries.push(entry))('http://x/', {
      headers: { authorization: `Bearer ${canary(2)}` },
    })
    await response.arrayBuffer()
    const clean = '{"access_token":"[redacted]","expires_in":60,"said":"[redacted]"}'
    expect(kinds(entries).slice(2, 4)).toEqual([
      ['data', clean],
      ['bytes', btoa(`\xff${clean}`)],
    ])
  })

  it.each([
    [
      'https://x.test/a?subscription-key=SECRET&X-Amz-Signature=SECRET&code=SECRET&q=1',
      'https://x.test/a?subscription-key=redacted&X-Amz-Signature=redacted&code=redacted&q=1',
    ],
    ['/v1/chat?access%5Ftoken=SECRET&n=%20#id_token=SECRET', '/v1/chat?access%5Ftoken=redacted&n=%20'],
    ['chat?sessionId=SECRET&design=wide&max_tokens=5', 'chat?sessionId=redacted&design=wide&max_tokens=5'],
    ['//user:SECRET@x.test/@me', '//x.test/@me'],
    ['https://SECRET@x.test/a@b?e=a@b', 'https://x.test/a@b?e=a@b'],
    ['a@b/c', 'a@b/c'],
  ])('are taken out of addresses: %s', async (given, written) => {
    const entries: RecordingEntry[] = []
    const address = given.replaceAll('SECRET', canary(1))
    const source = async () => new Response(null, { status: 307, headers: { location: address } })
    await record(source, (entry) => entries.push(entry))(address)
    expect(events(entries).slice(0, 2)).toMatchObject([
      [0, 1, 'request', { url: written }],
      [expect.any(Number), 1, 'response', { headers: { location: written } }],
    ])
  })

  it.each([
    ['{"token":"SECRET","privateKey":"SECRET"}', '{"token":"[redacted]","privateKey":"[redacted]"}'],
    ['{"api_key":["SECRET","b"],"n":1}', '{"api_key":["[redacted]","[redacted]"],"n":1}'],
    ['{"credentials":{"of":{"user":"SECRET"}},"n":1}', '{"credentials":{"of":{"user":"[redacted]"}},"n":1}'],
    [String.raw`{"password":"\"SECRET"}`, '{"password":"[redacted]"}'],
    ['client_id=a&client_secret=SECRET&grant_type=b', 'client_id=a&client_secret=redacted&grant_type=b'],
  ])('are taken out of bodies: %s', async (given, written) => {
    const body = given.replaceAll('SECRET', canary(1))
    const { fetch, entries } = recorded([body.startsWith('{') ? body : ''])
    await (await fetch('http://x/', { method: 'POST', body })).text()
    expect(events(entries)[0]?.[3]).toMatchObject({ body: written })
    if (body.startsWith('{')) expect(kinds(entries)[2]).toEqual(['data', written])
  })

  it.each([
    '{"usage":{"prompt_tokens":5,"completion_tokens":"7","total_tokens":12},"max_tokens":5,"prompt_cache_key":"conversation-one"}',
    '{"choices":[{"logprobs":{"content":[{"token":" beautiful","logprob":-0.1,"bytes":[32],"top_logprobs":[{"token":" wonderful","logprob":-1}]}]}}]}',
    '{"content":[{"logprob":-1.5e-7,"bytes":null,"token":" beautiful"}]}',
    '{"properties":{"password":{"type":"string","description":"the password of the caller"}}}',
    '{"eos_token":"</endoftext>","key":"ordinary"}',
  ])('are not the tokens of a text, nor what describes them: %s', async (body) => {
    const { fetch, entries } = recorded([body])
    await (await fetch('http://x/', { method: 'POST', body })).text()
    expect(events(entries)[0]?.[3]).toMatchObject({ body })
    expect(kinds(entries)[2]).toEqual(['data', body])
  })

  it('are found wherever the reads cut them', async () => {
    const answer = `é you sent ${canary(1)}, {"access_token" : "${canary(2)}","list":{"api_key":["${canary(3)}"]}} canary`
    const clean = 'é you sent [redacted], {"access_token" : "[redacted]","list":{"api_key":["[redacted]"]}} [redacted]'
    const bytes = encoder.encode(answer)
    const cuts = Array.from({ length: bytes.length + 1 }, (_, cut) => [bytes.slice(0, cut), bytes.slice(cut)])
    for (const reads of [...cuts, Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
      const { fetch, entries } = recorded(reads)
      const response = await fetch('http://x/', { headers: { authorization: `Bearer ${canary(1)}` } })
      expect(await response.text()).toBe(answer)
      const written = parseRecording(formatRecording({ header: entries[0] as { rivulet: 1 }, events: events(entries) }))
      const replayed = await replay(written, { speed: Number.POSITIVE_INFINITY })('http://x/')
      expect(await replayed.text()).toBe(clean)
    }
  })

  it('are not what a model says about keys', async () => {
    const chunk = String.raw`data: {"choices":[{"delta":{"content":"{\"api_key\": \"YOUR_API_KEY\"}"}}]}`
    const { fetch, entries } = recorded([chunk])
    await (await fetch('http://x/')).text()
    expect(kinds(entries)[2]).toEqual(['data', chunk])
  })

  it('leave everything else letter for letter', async () => {
    const { fetch, entries } = recorded(['a Bearer of news'])
    const body = '{ "max_tokens": 5,\n "token_count": "many", "messages": [] }'
    await (await fetch('http://x/?b=1&a=%20', { method: 'POST', body, headers: { authorization: 'Bearer a' } })).text()
    expect(events(entries)[0]?.[3]).toMatchObject({ url: 'http://x/?b=1&a=%20', body })
    expect(kinds(entries)[2]).toEqual(['data', 'a Bearer of news'])
  })
})
