import { describe, expect, test, vi } from 'vitest'
import { createChatClient, type ChatClientOptions } from './index.js'

const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] }

test.each([['garbage'], [''], ['/v1'], ['localhost:1/v1'], ['ftp://h/v1'], ['http://'], [undefined]])(
  'baseURL %o is no address outside a web page: the error says what one looks like, and is not tried again',
  async (baseURL) => {
    const onRetry = vi.fn<() => void>()
    const client = createChatClient({ baseURL: baseURL as string })
    const { ending } = await client.stream(request, { onRetry }).result
    expect(ending).toMatchObject({ kind: 'failed', error: { name: 'ChatError', code: 'http', retryable: false } })
    expect(ending.kind === 'failed' && ending.error.message).toMatch(/baseURL .*Nothing was sent.*https:\/\/api\.example\.com\/v1/)
    await expect(client.models()).rejects.toMatchObject({ code: 'http', retryable: false })
    expect(onRetry).not.toHaveBeenCalled()
  },
)

/** The address that a request is sent to. */
async function sentTo(baseURL: string, options: Partial<ChatClientOptions> = {}): Promise<string | undefined> {
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ data: [] }))
  await createChatClient({ baseURL, ...options }).models()
  const [url] = fetch.mock.lastCall ?? []
  vi.restoreAllMocks()
  return url as string | undefined
}

test.each<[baseURL: string, searchParams: Record<string, string>, query: string]>([
  ['http://h/v1?a=1&a=2&b=x+y%20z', {}, '?a=1&a=2&b=x%20y%20z'],
  ['http://h/v1?a=1&a=2&b=3', { a: '4', c: '=&+' }, '?b=3&a=4&c=%3D%26%2B'],
  ['http://h/v1?', {}, ''],
  ['http://h/v1?a=b=c&&d', {}, '?a=b%3Dc&d='],
  ['http://h/v1?a=100%', {}, '?a=100%25'],
  ['http://h/v1?a=1#b=2', {}, '?a=1'],
  ['http://h/v1#?b=2', {}, ''],
  ['http://h/v1', { a: "\ud800'" }, '?a=%EF%BF%BD%27'],
  ['http://h/v1?toString=1', {}, '?toString=1'],
])('the query of %s with %o is %s', async (baseURL, searchParams, query) => {
  expect(await sentTo(baseURL, { searchParams })).toBe(`http://h/v1/models${query}`)
})

describe('where URL cannot say what it can parse, as in React Native', () => {
  test.each([['http://h/v1'], ['https://127.0.0.1:1/v1'], ['http://[::1]:1/v1']])('%s is sent to', async (baseURL) => {
    vi.stubGlobal('URL', () => {})
    expect(await sentTo(baseURL)).toBe(`${baseURL}/models`)
    vi.unstubAllGlobals()
  })

  test.each([['garbage'], ['/v1'], ['localhost:1/v1'], ['ftp://h/v1'], ['http://'], ['http:// /v1'], ['https://me:canary@h/v1']])(
    '%s is not',
    async (baseURL) => {
      vi.stubGlobal('URL', () => {})
      const failure: unknown = await createChatClient({ baseURL })
        .models()
        .catch((error: unknown) => error)
      vi.unstubAllGlobals()
      expect(failure).toMatchObject({ code: 'http', retryable: false })
      expect(String(failure)).not.toContain('canary')
    },
  )

  test('where a redirect leads, and who could not be reached, is told all the same', async () => {
    vi.stubGlobal('URL', () => {})
    const headers = { location: 'https://user:canary@elsewhere.example/v1?key=canary' }
    const redirecting = createChatClient({ baseURL: 'http://h', fetch: async () => new Response(null, { status: 307, headers }) })
    await expect(redirecting.models()).rejects.toThrow('redirects to https://elsewhere.example,')
    const broken = createChatClient({ baseURL: 'http://h:1/v1?key=canary', fetch: () => Promise.reject(new TypeError('no')) })
    await expect(broken.models()).rejects.toThrow('The gateway at h:1 could not be reached.')
    vi.unstubAllGlobals()
  })
})

test('in a web page baseURL may be relative to it', async () => {
  vi.stubGlobal('location', { href: 'https://page.example/chat' })
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ data: [] }))
  await createChatClient({ baseURL: '' }).models()
  await createChatClient({ baseURL: 'api' }).models()
  expect(fetch.mock.calls.map(([url]) => url)).toEqual(['/models', 'api/models'])
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test.each([[undefined], [null], ['hi']])('a request that is %o is an error in the ending, not one that is thrown', async (wrong) => {
  const client = createChatClient({ baseURL: 'http://h', fetch: async () => new Response() })
  const stream = client.stream(wrong as unknown as typeof request)
  const { ending } = await stream.result
  expect(ending).toMatchObject({ kind: 'failed', error: { name: 'ChatError', code: 'http', retryable: false } })
  expect(ending.kind === 'failed' && ending.error.message).toMatch(/model and messages.* Nothing was sent/)
})
