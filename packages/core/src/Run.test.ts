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

/** A promise with the function that resolves it. */
function createGate<Value>() {
  let open: ((value: Value) => void) | undefined
  const passed = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { passed, open: (value: Value) => open?.(value) }
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

describe('a run that is stopped while a retry is announced', () => {
  test.each(['stop', 'abort'])('by %s sends nothing more', async (way) => {
    vi.useFakeTimers()
    const { client, sent } = overloadedOnce()
    const controller = new AbortController()
    const run = client.stream(request, {
      signal: controller.signal,
      onRetry: () => (way === 'stop' ? void run.stop() : controller.abort()),
    })
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    await vi.runAllTimersAsync()
    expect(sent).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('or while its key is awaited sends nothing', async () => {
    const key = createGate<string>()
    const { client, sent } = overloadedOnce({ apiKey: () => key.passed })
    const run = client.stream(request)
    await run.stop()
    key.open('sk-canary')
    await new Promise((resolve) => setTimeout(resolve))
    expect(sent).toEqual([])
  })

  test('or while the head is awaited is told of no response', async () => {
    const head = createGate<Response>()
    let responses = 0
    const { client } = overloadedOnce({ fetch: () => head.passed })
    const run = client.stream(request, { onResponse: () => responses++ })
    await run.stop()
    head.open(new Response(answer))
    await new Promise((resolve) => setTimeout(resolve))
    expect(responses).toBe(0)
  })
})
