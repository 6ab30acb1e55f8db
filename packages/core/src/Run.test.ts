import { afterEach, describe, expect, test, vi } from 'vitest'
import { createChatClient, type ChatClientOptions, type RequestOptions } from './index.js'

const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] }
const answer = 'data: {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A client whose gateway is overloaded at the first try; counts what was sent. */
function overloadedOnce(options: Partial<ChatClientOptions> = {}) {
  const sent: string[] = []
  const client = createChatClient({
    baseURL: 'http://h',
    fetch: async (url) => {
      sent.push(url)
      return sent.length === 1 ? new Response('', { status: 503, headers: { 'retry-after-ms': '0' } }) : new Response(answer)
    },
    ...options,
  })
  return { client, sent }
}

/** Collects what is thrown where nobody can catch it. */
function catchUncaught(): unknown[] {
  const uncaught: unknown[] = []
  const { queueMicrotask } = globalThis
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) =>
    queueMicrotask(() => {
      try {
        task()
      } catch (error) {
        uncaught.push(error)
      }
    }),
  )
  return uncaught
}

describe('what a callback of the application throws', () => {
  test.each(['onRetry', 'onResponse'])('from %s is reported as uncaught, and the run goes on', async (name) => {
    const uncaught = catchUncaught()
    const { client, sent } = overloadedOnce()
    const failure = new Error('broken callback')
    const options: RequestOptions = {
      [name]: () => {
        throw failure
      },
    }
    const { ending } = await client.stream(request, options).result
    expect(ending).toMatchObject({ kind: 'complete' })
    expect(sent).toHaveLength(2)
    expect(new Set(uncaught)).toEqual(new Set([failure]))
  })

  test('from onResponse leaves the list of models as it is', async () => {
    const uncaught = catchUncaught()
    const client = createChatClient({ baseURL: 'http://h', fetch: async () => Response.json({ data: [{ id: 'a' }] }) })
    const failure = new Error('broken callback')
    const models = await client.models({
      onResponse: () => {
        throw failure
      },
    })
    expect(models).toEqual([{ id: 'a' }])
    expect(uncaught).toEqual([failure])
  })
})
