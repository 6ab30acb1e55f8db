// A run that is stopped before its first event is told as stopped, in a way that no client takes for a failure that passes.
import { createChatClient } from '@rivulet/core'
import OpenAI, { APIError } from 'openai'
import { describe, expect, test } from 'vitest'
import { serveRelay } from '../relay.fixture.js'

const REQUEST = { model: 'fake', messages: [{ role: 'user' as const, content: 'hi' }] }
const KEY = 'message-1'

/** A relay whose upstream says nothing, and what was asked of it. */
async function silent() {
  const asked: string[] = []
  const { baseURL, upstream, stopKey } = await serveRelay()
  const counting: typeof fetch = (url, init) => (asked.push(url as string), fetch(url, init))
  return { baseURL, upstream, stopKey, asked, counting, headers: { 'x-user': 'ann', 'idempotency-key': KEY } }
}

describe.each([true, false])('stopped before its first event (stream: %s)', (stream) => {
  test('core', async () => {
    const { baseURL, upstream, stopKey, asked, counting, headers } = await silent()
    const client = createChatClient({ baseURL, headers, fetch: (url, init) => counting(url, init) })
    const result = stream ? client.stream(REQUEST).result : client.complete(REQUEST)
    const call = await upstream.next()
    await stopKey(KEY)
    const { ending } = await result
    if (stream) expect(ending).toEqual({ kind: 'stopped' })
    else expect(ending).toMatchObject({ kind: 'failed', error: { code: 'http', status: 499, retryable: false } })
    await call.closed
    expect(asked).toHaveLength(1)
  })

  test('openai', async () => {
    const { baseURL, upstream, stopKey, asked, counting, headers } = await silent()
    const client = new OpenAI({ baseURL, apiKey: 'none', defaultHeaders: headers, fetch: counting })
    const read = async () => {
      if (!stream) return client.chat.completions.create(REQUEST).catch((error: unknown) => error)
      const chunks: unknown[] = []
      for await (const { choices } of await client.chat.completions.create({ ...REQUEST, stream: true })) chunks.push(choices)
      return chunks
    }
    const result = read()
    const call = await upstream.next()
    await stopKey(KEY)
    if (stream) expect(await result).toEqual([[]])
    else {
      expect(await result).toBeInstanceOf(APIError)
      expect(await result).toMatchObject({ status: 499, code: 'run_stopped' })
    }
    await call.closed
    expect(asked).toHaveLength(1)
  })
})
