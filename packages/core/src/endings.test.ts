import { expect, test } from 'vitest'
import { answer, chunk, clientOf, endless, request } from './gateway.fixture.js'
import { createChatClient, parseChatStream } from './index.js'

test('stop closes the connection and keeps what came', async () => {
  const { client, closing } = await endless()
  const run = client.stream(request)
  const chunks: unknown[] = []
  for await (const next of run) {
    chunks.push(next)
    void run.stop()
  }
  await closing
  const { completion, ending } = await run.result
  expect(ending).toEqual({ kind: 'stopped' })
  expect(completion.choices[0]?.message.content).toBe('Hel')
  expect(chunks).toHaveLength(1)
})

test('an aborted signal does the same', async () => {
  const { client, closing } = await endless()
  const controller = new AbortController()
  const run = client.stream(request, { signal: controller.signal })
  const iterator = run[Symbol.asyncIterator]()
  await iterator.next()
  const pending = iterator.next()
  controller.abort()
  expect(await pending).toEqual({ done: true, value: undefined })
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  await closing
})

test('leaving the loop stops the run', async () => {
  const { client, closing } = await endless()
  const run = client.stream(request)
  for await (const next of run) {
    expect(next.choices[0]?.delta.content).toBe('Hel')
    break
  }
  await closing
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
})

test('a loop that was left gives nothing more, not even what was held back before the first token', async () => {
  const steps = new EventTarget()
  const isRead = new Promise((resolve) => steps.addEventListener('read', resolve))
  async function* source() {
    yield chunk({ role: 'assistant' }).repeat(3)
    steps.dispatchEvent(new Event('read'))
    await new Promise(() => {})
  }
  const chunks = parseChatStream(source())
  const first = chunks.next()
  await isRead
  await chunks.return(undefined)
  expect((await first).value?.choices[0]?.delta).toEqual({ role: 'assistant' })
  for await (const next of chunks) expect.unreachable(JSON.stringify(next))
  expect(await chunks.next()).toEqual({ done: true, value: undefined })
})

test('detach closes the connection too, and says so', async () => {
  const { client, closing } = await endless()
  const run = client.stream(request)
  await run[Symbol.asyncIterator]().next()
  run.detach()
  await closing
  expect((await run.result).ending).toEqual({ kind: 'detached' })
})

test('a signal aborted before sends nothing', async () => {
  let requests = 0
  const client = createChatClient({ baseURL: 'http://h', fetch: async () => (requests++, new Response(answer)) })
  const { ending } = await client.complete(request, { signal: AbortSignal.abort() })
  expect(ending).toEqual({ kind: 'stopped' })
  expect(requests).toBe(0)
})

test('late bytes change nothing', async () => {
  const gate = new EventTarget()
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => gate.addEventListener('open', resolve))
      controller.enqueue(new TextEncoder().encode(answer))
    },
  })
  const run = createChatClient({ baseURL: 'http://h', fetch: async () => new Response(source) }).stream(request)
  const { result } = run
  await run.stop()
  gate.dispatchEvent(new Event('open'))
  expect((await result).completion.choices).toEqual([])
})

test.each(['stop', 'detach'] as const)('a %s after [DONE] finds the answer complete', async (end) => {
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(answer)
  })
  const run = client.stream(request)
  for await (const { choices } of run) if (choices[0]?.finish_reason) void run[end]()
  expect((await run.result).ending).toMatchObject({ kind: 'complete', sawDone: true })
})

test('the answer ends soon after [DONE], though the connection stays open, and late usage counts', async () => {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`${answer}data: ${JSON.stringify({ choices: [{ delta: { content: 'late' } }], usage })}\n\n`)
  })
  const { completion, ending } = await client.stream(request).result
  expect(ending).toMatchObject({ kind: 'complete', sawDone: true })
  expect(completion.usage).toEqual(usage)
  expect(completion.choices[0]?.message.content).toBe('Hello')
})
