import { expect, test } from 'vitest'
import { createChatClient, type ChatClientOptions } from './index.js'

/** A client whose gateway answers with a body that goes on without end, and whether that body was let go. */
function endless(init: ResponseInit, options: Partial<ChatClientOptions> = {}) {
  const state = { cancelled: false }
  const fetch = async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(0x20)),
      cancel: () => void (state.cancelled = true),
    })
    return new Response(body, init)
  }
  return { state, client: createChatClient({ baseURL: 'http://h', fetch, retry: { maxRetries: 0 }, ...options }) }
}

test('a list of models is read no further than the limit of a body', async () => {
  const { client, state } = endless({}, { limits: { bodyBytes: 100_000 }, timeouts: { headersMs: 2000 } })
  await expect(client.models()).rejects.toMatchObject({ code: 'limit', retryable: false })
  expect(state.cancelled).toBe(true)
})

test('the body of a redirect that is refused is let go, so that its connection closes', async () => {
  const { client, state } = endless({ status: 307, headers: { location: 'http://elsewhere/v1' } })
  await expect(client.models()).rejects.toMatchObject({ code: 'http', status: 307, retryable: false })
  expect(state.cancelled).toBe(true)
})

test('a key that never comes is not waited for longer than the limit', async () => {
  const client = createChatClient({ baseURL: 'http://h', apiKey: () => new Promise(() => {}), timeouts: { headersMs: 20 } })
  await expect(client.models()).rejects.toMatchObject({ code: 'timeout' })
})

test('a mark at the start of the list (BOM) is none of it', async () => {
  const client = createChatClient({ baseURL: 'http://h', fetch: async () => new Response('\uFEFF{"data":[{"id":"a"}]}') })
  expect(await client.models()).toEqual([{ id: 'a' }])
})
