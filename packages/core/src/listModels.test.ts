import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { clientOf, fail, said } from './gateway.fixture.js'
import { createChatClient, isChatError, type ChatClientOptions } from './index.js'

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
  const { client, state } = endless({}, { limits: { bodyBytes: 100_000 }, timeouts: { headersMs: 60_000 } })
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

test('models are listed, with or without an envelope', async () => {
  const list = [
    { id: 'a', object: 'model' },
    { id: 'b', object: 'model', owned_by: 'x' },
  ]
  for (const body of [{ object: 'list', data: list }, list]) {
    const client = await clientOf(({ url }, response) => fail(response, url === '/v1/models' ? 200 : 404, JSON.stringify(body)))
    expect(await client.models()).toEqual(list)
  }
})

test('of no model there is an empty list, also where null stands for it', async () => {
  for (const data of [[], null]) {
    const client = await clientOf((_request, response) => fail(response, 200, JSON.stringify({ object: 'list', data })))
    expect(await client.models()).toEqual([])
  }
})

test.each([
  ['none', 'no', 'protocol', /could not be read/],
  ['null', 'null', 'protocol', /could not be read/],
  ['an object without a list', '{"data":{}}', 'protocol', /could not be read/],
  ['a web page', '\n<!doctype html><title>Log in</title><script>let a</script>', 'html_response', /"Log in"/],
  ['an error', said('slow down', { code: 429 }), 'rate_limit', /slow down/],
])('a list of models that is %s is an error', async (_name, body, code, words) => {
  const client = await clientOf((_request, response) => fail(response, 200, body))
  const failure: unknown = await client.models().catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'ChatError', requestId: 'req-1', code })
  expect(isChatError(failure) && failure.message).toMatch(words)
})

test.each([
  ['head', (_response: ServerResponse) => {}],
  ['body', (response: ServerResponse) => response.writeHead(200).write('{"data":[')],
])('a list of models whose %s does not come in time is a timeout, and its connection is closed', async (_name, answerPartly) => {
  const closed = new EventTarget()
  const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
  const client = await clientOf(
    (_request, response) => {
      response.on('close', () => closed.dispatchEvent(new Event('close')))
      answerPartly(response)
    },
    { timeouts: { headersMs: 20 } },
  )
  await expect(client.models()).rejects.toMatchObject({ code: 'timeout', retryable: true })
  await closing
})

test('a list of models whose connection breaks is a network error', async () => {
  const client = await clientOf((_request, response) => response.writeHead(200).write('{"data":[', () => response.destroy()))
  await expect(client.models()).rejects.toMatchObject({ code: 'network', retryable: true })
})

test('a list of models that is no longer wanted is not waited for', async () => {
  const controller = new AbortController()
  const client = createChatClient({ baseURL: 'http://h', fetch: () => new Promise(() => {}) })
  const listing = client.models({ signal: controller.signal })
  controller.abort()
  await expect(listing).rejects.toMatchObject({ name: 'AbortError' })
})
