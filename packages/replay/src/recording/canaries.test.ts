import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { decodeRead, record, type RecordingEntry, type RecordingEvent } from '../index.js'

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 500)
const encoder = new TextEncoder()

interface Sent {
  readonly url?: string
  readonly headers?: Record<string, string>
  readonly body?: BodyInit
}

/** Everywhere a key is sent: what `fetch` is called with. */
const sentIn: Readonly<Record<string, (key: string) => Sent>> = {
  'a bearer': (key) => ({ headers: { authorization: `Bearer ${key}` } }),
  'a bare authorization': (key) => ({ headers: { Authorization: key } }),
  'basic authorization': (key) => ({ headers: { authorization: `Basic ${btoa(`user:${key}`)}` } }),
  'an x-api-key': (key) => ({ headers: { 'X-Api-Key': key } }),
  'an api-key': (key) => ({ headers: { 'api-key': key } }),
  'a subscription key': (key) => ({ headers: { 'ocp-apim-subscription-key': key } }),
  'an x-auth-token': (key) => ({ headers: { 'x-auth-token': key } }),
  'a header of any name': (key) => ({ headers: { 'x-anything': key } }),
  'a cookie': (key) => ({ headers: { cookie: `theme=dark; session=${key}` } }),
  'a proxy authorization': (key) => ({ headers: { 'proxy-authorization': `Digest response="x", nonce=${key}` } }),
  'a password of the address': (key) => ({ url: `https://user:${key}@gateway.test/v1` }),
  'a user of the address': (key) => ({ url: `https://${key}@gateway.test/v1` }),
  'a path': (key) => ({ url: `https://gateway.test/${key}/v1/chat/completions` }),
  'a path, by the name before': (key) => ({ url: `https://gateway.test/api-key/${key}/chat` }),
  'a matrix parameter': (key) => ({ url: `https://gateway.test/v1;token=${key}/chat` }),
  'a relative address': (key) => ({ url: `/v1/${key}/chat?n=1` }),
  'a query': (key) => ({ url: `https://gateway.test/v1?model=m&api_key=${key}` }),
  'a query of any name': (key) => ({ url: `https://gateway.test/v1?k=${key}` }),
  'a query without a name': (key) => ({ url: `https://gateway.test/v1?${key}` }),
  ...Object.fromEntries(
    'api_key apiKey api-key key token access_token refreshToken password passwd secret authorization client_secret clientSecret privateKey credentials auth'
      .split(' ')
      .flatMap((name): [string, (key: string) => Sent][] => [
        [`"${name}"`, (key) => ({ body: JSON.stringify({ model: 'm', [name]: key }) })],
        [`"${name}", deep`, (key) => ({ body: JSON.stringify({ a: [{ b: { c: [{ [name]: key }] } }] }, null, 2) })],
        [`"${name}" in a string`, (key) => ({ body: JSON.stringify({ tool: JSON.stringify({ args: JSON.stringify({ [name]: key }) }) }) })],
        [`${name} in a form`, (key) => ({ body: new URLSearchParams({ model: 'm', [name]: key }) })],
        [`${name} in a form, as text`, (key) => ({ body: `n=1&${name}=${key}\n` })],
        [
          `${name} in a form of parts`,
          (key) => ({
            body: `--x\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain\r\n\r\n${key}\r\n--x\r\nContent-Disposition: form-data; name="n"\r\n\r\n1\r\n--x--\r\n`,
          }),
        ],
      ]),
  ),
  'a list of keys': (key) => ({ body: JSON.stringify({ api_keys: ['a', key], tokens: 5, api_key: [key] }) }),
  'a header of a tool': (key) => ({ body: JSON.stringify({ tools: [{ type: 'mcp', headers: { Authorization: `Bearer ${key}` } }] }) }),
}

/** How a response gives a key that it was sent, or one of its own. */
const answeredIn: Readonly<Record<string, (key: string) => { readonly headers?: Record<string, string>; readonly text?: string }>> = {
  nowhere: () => ({ text: 'hello' }),
  'a text': (key) => ({ text: `The key ${key} is not known.` }),
  JSON: (key) => ({ text: JSON.stringify({ error: { message: `Bad key "${key}"` } }), headers: { 'content-type': 'application/json' } }),
  'JSON that escapes slashes': (key) => ({ text: JSON.stringify({ a: `(${key})` }).replaceAll('/', '\\/') }),
  events: (key) => ({ text: `data: {"you":"${JSON.stringify(key).slice(1, -1)}"}\n\n`, headers: { 'content-type': 'text/event-stream' } }),
  'an address': (key) => ({ text: `<a href="/login?next=${encodeURIComponent(key)}">` }),
  'a mask': (key) => ({ text: `Incorrect API key provided: ${key.slice(0, 7)}*****${key.slice(-4)}. Check it.` }),
  'an ellipsis': (key) => ({ text: `Incorrect API key (${key.slice(0, 5)}…${key.slice(-4)})` }),
  'its beginning': (key) => ({ text: `Not found: ${key.slice(0, 17)}` }),
  headers: (key) => ({
    headers: {
      'set-cookie': `id=${key}; Path=/`,
      'x-api-key': key,
      'www-authenticate': `Bearer error="${key}"`,
      'x-request-id': `req ${key}`,
      location: `https://gateway.test/${key}/?code=${key}`,
    },
  }),
}

/** Keys that a response gives by itself, and the request has not. */
const givenIn: typeof answeredIn = {
  'a token': (key) => ({ text: JSON.stringify({ token_type: 'bearer', access_token: key, expires_in: 3600 }) }),
  'a token in lines': (key) => ({ text: JSON.stringify({ auth: { refresh_token: key, n: 1 } }, null, 2) }),
  'a form': (key) => ({
    text: `scope=chat&access_token=${key}&token_type=bearer`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  'a form without its type': (key) => ({ text: `token=${key}\n` }),
  'a cookie and a text': (key) => ({ headers: { 'set-cookie': `id=${key}` }, text: `{"id":"${key}"}` }),
}

type Ending = 'eof' | 'error' | 'abort'

/** What is written of one exchange, with all that was read as one text. */
async function written(
  sent: Sent,
  answer: ReturnType<(typeof answeredIn)[string]>,
  cuts: readonly number[],
  ending: Ending,
  asRequest: boolean,
) {
  const bytes = encoder.encode(answer.text ?? '')
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), ...(ending === 'eof' ? [bytes.length] : [])]
  const reads = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge))
  const leave = new AbortController()
  const source = async () =>
    new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull(controller) {
            const read = reads.shift()
            if (read) controller.enqueue(read)
            else if (ending === 'eof') controller.close()
            else if (ending === 'error') controller.error(new TypeError('terminated'))
            else {
              leave.abort()
              controller.error(leave.signal.reason)
            }
          },
        },
        { highWaterMark: 0 },
      ),
      { headers: answer.headers ?? {} },
    )
  const entries: RecordingEntry[] = []
  const fetch = record(source, (entry) => entries.push(entry))
  const init = { method: 'POST', headers: sent.headers ?? {}, body: sent.body ?? '{}', signal: leave.signal }
  const url = sent.url ?? 'https://gateway.test/v1'
  // What holds a user or is relative is no address of a request; fetch is given those as text.
  const canBeRequest = asRequest && URL.canParse(url) && !url.includes('@')
  const response = await (canBeRequest ? fetch(new Request(url, init), { signal: leave.signal }) : fetch(url, init))
  await response.text().catch(() => undefined)
  const events = await vi.waitUntil(() => {
    const told = entries.filter((entry): entry is RecordingEvent => Array.isArray(entry))
    return told.at(-1)?.[2] === 'end' && told
  }, 20_000)
  const read = events.flatMap((event) => (event[2] === 'data' || event[2] === 'bytes' ? [Buffer.from(decodeRead(event))] : []))
  return { text: JSON.stringify(entries), body: Buffer.concat(read).toString(), end: events.at(-1)?.[3] }
}

const KEY = 'k3Yq9-canary_0Zx7Wv5Ut3Sr1'
const BEGINNING = 5

function expectClean(key: string, { text, body }: Awaited<ReturnType<typeof written>>) {
  for (const form of [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]) {
    expect(text + body).not.toContain(form.slice(0, BEGINNING))
    expect(text).not.toContain(btoa(`user:${key}`))
  }
}

describe.each(Object.keys(sentIn))('a key that is sent in %s', (place) => {
  it('is not written, nor what the response tells of it', async () => {
    for (const answer of Object.values(answeredIn))
      expectClean(KEY, await written(sentIn[place]?.(KEY) ?? {}, answer(KEY), [], 'eof', false))
  })
})

it.each(Object.keys(givenIn))('a key that a response gives in %s is not written', async (place) => {
  const answer = givenIn[place]?.(KEY) ?? {}
  for (let cut = 0; cut <= (answer.text?.length ?? 0); cut += 1) expectClean(KEY, await written({}, answer, [cut], 'eof', false))
})

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')
const keys = fc.tuple(
  fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 16, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...LETTERS, '-', '_', '.', '+', '/', '~'), maxLength: 30 }),
)

it('no key is written from any place, however the reads cut it and however the exchange ends', async () => {
  const cases = fc.record({
    key: keys.map(([start, more]) => start + more),
    place: fc.constantFrom(...Object.keys(sentIn)),
    how: fc.constantFrom(...Object.keys(answeredIn)),
    cuts: fc.array(fc.nat({ max: 300 }), { maxLength: 12 }),
    ending: fc.constantFrom<Ending>('eof', 'error', 'abort'),
    asRequest: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(cases, async ({ key, place, how, cuts, ending, asRequest }) => {
      // In addresses and forms a key stands as they write it.
      const isText = /^(?:an? (?:password|user|path|matrix|relative|query)|.* in a form, as text$)/.test(place)
      const sent = sentIn[place]?.(isText ? encodeURIComponent(key) : key) ?? {}
      const told = await written(sent, answeredIn[how]?.(key) ?? {}, cuts, ending, asRequest)
      expectClean(key, told)
      expect(told.end).toBe(ending)
    }),
    { numRuns },
  )
})

it('no key that a response gives is written, however the reads cut it and however the exchange ends', async () => {
  const cases = fc.tuple(
    keys,
    fc.constantFrom(...Object.keys(givenIn)),
    fc.array(fc.nat({ max: 200 })),
    fc.constantFrom<Ending>('eof', 'error', 'abort'),
  )
  await fc.assert(
    fc.asyncProperty(cases, async ([[key], place, cuts, ending]) => {
      expectClean(key, await written({}, givenIn[place]?.(key) ?? {}, cuts, ending, false))
    }),
    { numRuns },
  )
})

it.each([
  ['{"password":12345678,"n":1}', '{"password":"[redacted]","n":1}'],
  ['{"api_key" : -77}', '{"api_key" : "[redacted]"}'],
  ['{"credentials":{"user":"me","pin":1234}}', '{"credentials":{"user":"[redacted]","pin":"[redacted]"}}'],
  ['{"access_token":98765432,"echo":98765432,"other":198765432}', '{"access_token":"[redacted]","echo":0,"other":198765432}'],
  [
    '{"key":"ordinary","auth":"none","token":17,"max_token":5,"id_token":5}',
    '{"key":"ordinary","auth":"none","token":17,"max_token":5,"id_token":"[redacted]"}',
  ],
])('a key may be a number, and a number is mostly no key: %s', async (body, clean) => {
  const told = await written(
    { body },
    { text: body },
    Array.from(body, (_, index) => index),
    'eof',
    false,
  )
  expect(told.text).toContain(JSON.stringify(clean))
  expect(told.body).toBe(clean)
})

it.each(['p4ss', 'aB3d', '7QxZ2', '123456'])('a short key is found where it stands alone: %s', async (key) => {
  const cuts = Array.from({ length: 60 }, (_, index) => index)
  const told = await written({ headers: { 'x-api-key': key } }, { text: `No ${key}, no "${key}"; but a${key}z stays.` }, cuts, 'eof', false)
  expect(told.body).toMatch(/^No (\[redacted\]|0), no "\1"; but a\w+z stays\.$/)
  expect(told.body).toContain(`a${key}z`)
})

const SHOWN = ['****', '...', '…', '••••', '…**…'].map((mask) => KEY.slice(0, 7) + mask + KEY.slice(-4))

it.each([
  ['`', '`. Check it.'],
  ['"', '", check it'],
  ['“', '”: check it.'],
  ['‘', '’! Check it.'],
  ['«', '»'],
  ['(', ').'],
  ['[', '] is wrong'],
  ['{', '}'],
  ['', '. Check it.'],
  ['', '?'],
])('what stands around a key stays, whole or masked: %s…%s', async (before, after) => {
  for (const shown of [KEY, ...SHOWN]) {
    const text = `Wrong key: ${before}${shown}${after}`
    for (const cuts of [[], Array.from({ length: 80 }, (_, index) => index)]) {
      const told = await written({ headers: { authorization: `Bearer ${KEY}` } }, { text }, cuts, 'eof', false)
      expect(told.body).toBe(`Wrong key: ${before}[redacted]${after}`)
    }
  }
})

it.each(['ollama', 'EMPTY', 'none', 'Test', '2026', 'x'])('a word given for a key is no secret: %s', async (key) => {
  const told = await written({ headers: { authorization: `Bearer ${key}` } }, { text: `They say ${key} a lot` }, [5, 12, 13], 'eof', false)
  expect(told.body).toBe(`They say ${key} a lot`)
})

it('a key of one exchange is not written by another', async () => {
  const entries: RecordingEntry[] = []
  const answers = ['{"refresh_token":"KEY"}', 'KEY and OLD were revoked'].map((text) =>
    text.replace('KEY', KEY).replace('OLD', `old-${KEY}`),
  )
  const fetch = record(
    async () => new Response(answers.shift()),
    (entry) => entries.push(entry),
  )
  await (await fetch('https://gateway.test/', { headers: { 'x-api-key': `old-${KEY}` } })).text()
  await (await fetch('https://gateway.test/')).text()
  expect(JSON.stringify(entries)).toContain('[redacted] and [redacted] were revoked')
})

it.each([
  'https://gateway.test/v1/chat/completions?api-version=2024-10-21-preview&stream=true',
  'https://gateway.test/openai/deployments/gpt-4o-mini-2024-07-18/chat/completions',
  'https://gateway.test/models/meta-llama/llama-3.1-8b-instruct/v1beta/chat/completions?q=what%20is%20new&n=2',
])('an address without keys stays as it is: %s', async (url) => {
  expect((await written({ url }, {}, [], 'eof', false)).text).toContain(`"url":"${url}"`)
})
