import { expect, test, vi } from 'vitest'
import { createChatClient } from './index.js'

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
