import { createAccumulator, createChatClient } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'
import { expect, test } from 'vitest'
import { wholeReplies } from './wholeReplies.js'

const asked: Record<string, unknown>[] = []
const gateway = createGateway({ dialect: 'infery', timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY })
const client = wholeReplies(
  createChatClient({
    baseURL: 'http://gateway.test/v1',
    apiKey: 'any',
    fetch: toFetch(async (request) => {
      asked.push(await request.clone().json())
      return gateway(request)
    }),
  }),
)

function ask(content: string) {
  return client.stream({ model: 'default', messages: [{ role: 'user', content }] })
}

test.each(['Write some prose', 'Call two tools in parallel', 'Solve a puzzle with reasoning'])(
  '%s: one chunk, which is the whole completion',
  async (content) => {
    const stream = ask(content)
    const accumulator = createAccumulator()
    let chunks = 0
    for await (const chunk of stream) {
      accumulator.push(chunk)
      chunks += 1
    }
    const { completion, ending } = await stream.result
    expect(asked.at(-1)).toMatchObject({ stream: false })
    expect(chunks).toBe(1)
    expect(ending.kind).toBe('complete')
    expect(stream.completion).toBe(completion)
    expect(accumulator.completion).toEqual(completion)
  },
)

test('stops before the reply has come', async () => {
  const waiting = wholeReplies(
    createChatClient({ baseURL: 'http://gateway.test/v1', apiKey: 'any', fetch: toFetch(createGateway({ timeToFirstTokenMs: 60_000 })) }),
  )
  const stream = waiting.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })
  await stream.stop()
  expect((await stream.result).ending.kind).toBe('stopped')
  for await (const chunk of stream) expect.unreachable(`a chunk came: ${chunk.id}`)
})

test('throws what went wrong, as a stream does', async () => {
  const refused = wholeReplies(
    createChatClient({ baseURL: 'http://gateway.test/v1', apiKey: 'wrong', fetch: toFetch(createGateway({ apiKey: 'right' })) }),
  )
  const stream = refused.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })
  await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'auth' })
})
