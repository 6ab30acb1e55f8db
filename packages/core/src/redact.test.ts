import { describe, expect, test } from 'vitest'
import { createChatClient, readChat, type ChatClientOptions, type RequestOptions } from './index.js'

const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] }

async function errorOf(options: Partial<ChatClientOptions>, said: string | ((url: string) => string) = '', own: RequestOptions = {}) {
  const client = createChatClient({
    baseURL: 'http://h/v1',
    retry: { maxRetries: 0 },
    fetch: async (url) => Response.json({ error: { message: typeof said === 'string' ? said : said(url) } }, { status: 401 }),
    ...options,
  })
  const { ending } = await client.stream(request, own).result
  if (ending.kind !== 'failed') throw new Error('The run did not fail.')
  return ending.error
}

/** Everything of an error that a console would print. */
const printed = (error: Error): string =>
  `${error.message} ${error.stack} ${error.cause instanceof Error ? printed(error.cause) : String(error.cause)}`

describe('what a gateway says of a request is told without', () => {
  test.each<[string, Partial<ChatClientOptions>, RequestOptions?]>([
    ['the value of a search parameter', { searchParams: { code: 'canary+Azure/x' } }],
    ['a value in the query of baseURL', { baseURL: 'http://h/v1?code=canary%2BAzure%2Fx' }],
    ['a value of a header, whatever its name', { headers: { 'x-subscription': 'canary+Azure/x' } }],
    ['a value of a header of the request', {}, { headers: { 'x-tenant': 'canary+Azure/x' } }],
    ['a secret that holds another', { headers: { 'x-a': 'canary+A', 'x-b': 'canary+Azure/x' } }],
  ])('%s', async (_name, options, own) => {
    for (const word of ['canary+Azure/x', encodeURIComponent('canary+Azure/x')]) {
      const { message } = await errorOf(options, `Wrong: ${word}.`, own)
      expect(message).toContain('Wrong: [redacted].')
    }
    expect((await errorOf(options, (url) => `Wrong: ${url}`, own)).message).not.toMatch(/canary|zure/)
  })

  test('but with what is no secret', async () => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'user-agent': 'example-app/1.0' }
    const { message } = await errorOf({ headers, searchParams: { 'api-version': '1' } }, 'example-app/1.0 wants text/event-stream')
    expect(message).toContain('example-app/1.0 wants text/event-stream')
  })

  test.each(['token_limit_reached', 'api_error', 'API_KEY_INVALID', 'a key-value pair'])(
    'but with a word that only begins like a key (%s)',
    async (word) => {
      expect((await errorOf({}, `No: ${word}.`)).message).toContain(`No: ${word}.`)
    },
  )

  test.each(['sk-proj-abc1def', 'sk-live-abcdefgh', 'api-****abcd', 'token_a1b2', 'key-eyJabc.def', 'Bearer abcdefgh'])(
    'what looks like a key (%s)',
    async (word) => {
      expect((await errorOf({}, `No: ${word}!`)).message).toMatch(/No: (key-)?\[redacted\]/)
    },
  )

  test.each([10, 17, 200])('a key at the place where long text is cut (%i characters before)', async (before) => {
    const apiKey = 'abcdefghijklmnopqrstuvwxyz'
    for (const said of [`${'x'.repeat(3)}${' '.repeat(2400 - before)}${apiKey} end`, `${' '.repeat(2390)}${apiKey}`]) {
      expect((await errorOf({ apiKey }, said)).message).not.toMatch(/abcd/)
    }
  })

  test('a key in a web page that is cut', async () => {
    const apiKey = 'abcdefghijklmnopqrstuvwxyz'
    const page = `<!doctype html><p>${'<b></b>'.repeat(583)}`.slice(0, 4085)
    const fetch = async () => new Response(`${page}${apiKey}</p>${' '.repeat(9000)}`)
    expect((await errorOf({ apiKey, fetch })).message).not.toMatch(/abcd/)
  })

  test('what only looks like a key, where long text is cut', async () => {
    const said = `${' '.repeat(2390)}a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6`
    expect((await errorOf({}, `x${said}`)).message).not.toMatch(/a1b2/)
  })

  test('whatever is as long as an event may be', async () => {
    const said = 'eyJ-bearer '.repeat(200_000)
    const { ending } = await readChat(new Response(`data: ${JSON.stringify({ error: said })}\n\n`))
    expect(ending).toMatchObject({ kind: 'failed', error: { code: 'gateway' } })
  })
})

describe('a secret that cannot be sent is refused, and its error does not hold it', () => {
  test.each<[string, Partial<ChatClientOptions>, RegExp]>([
    ['a key with a line break', { apiKey: 'canary\nsecret' }, /apiKey/],
    ['a key with a character that no header carries', { apiKey: 'canary…' }, /apiKey/],
    ['a header with a line break', { headers: { 'x-key': 'canary\nsecret' } }, /header/],
    ['an address with a password', { baseURL: 'http://user:canary@h/v1' }, /baseURL/],
    ['an address with a user', { baseURL: 'http://canary@h/v1' }, /baseURL/],
  ])('%s', async (_name, options, words) => {
    let requests = 0
    const error = await errorOf({ fetch: async (...args) => (requests++, globalThis.fetch(...args)), ...options })
    expect(error).toMatchObject({ name: 'ChatError', code: 'http', retryable: false })
    expect(error.message).toMatch(words)
    expect(error.message).toMatch(/Nothing was sent/)
    expect(printed(error)).not.toContain('canary')
    expect(requests).toBe(0)
  })

  test('a line break at the end of a key is none of it', async () => {
    expect(await errorOf({ apiKey: 'sk-canary\n' })).toMatchObject({ code: 'auth' })
  })

  test('and a client does not tell the password of its address', () => {
    expect(createChatClient({ baseURL: 'http://user:canary@h/v1?key=canary' }).baseURL).toBe('http://h/v1')
  })
})
