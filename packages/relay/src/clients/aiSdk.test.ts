import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { APICallError, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai'
import { DIALECTS } from '@rivulet/replay'
import { expect, test } from 'vitest'
import { skippableTime } from '../clock.fixture.js'
import { serveRelay } from '../relay.fixture.js'
import { HAIKU, serveRelayedGateway } from './relayedGateway.fixture.js'

const model = (baseURL: string) => createOpenAICompatible({ name: 'relay', baseURL, apiKey: 'ann', includeUsage: true })('default')

test.each(DIALECTS)("the AI SDK's openai-compatible provider reads %s behind the relay", async (dialect) => {
  const { relayed } = await serveRelayedGateway({ dialect, tokensPerSecond: Infinity })
  // Where a gateway gives no finish reason it says so, as it does without the relay.
  const result = streamText({ model: model(relayed), prompt: 'haiku', maxRetries: 0, onError: () => {} })
  let streamed = ''
  for await (const piece of result.textStream) streamed += piece
  expect(streamed).toBe(HAIKU)
  expect(await result.usage).toMatchObject({ inputTokens: 8, outputTokens: 20 })
  const { text, usage } = await generateText({ model: model(relayed), prompt: 'haiku', maxRetries: 0 })
  expect(text).toBe(HAIKU)
  expect(usage).toMatchObject({ inputTokens: 8, outputTokens: 20 })
})

test('the AI SDK runs a tool, and goes on with its result', async () => {
  const { relayed } = await serveRelayedGateway()
  const asked: unknown[] = []
  const inputSchema = jsonSchema<{ location: string }>({ type: 'object', properties: { location: { type: 'string' } } })
  const result = streamText({
    model: model(relayed),
    prompt: 'weather',
    maxRetries: 0,
    stopWhen: stepCountIs(2),
    tools: { get_weather: tool({ inputSchema, execute: async (input) => (asked.push(input), { celsius: 31 }) }) },
  })
  expect(await result.text).not.toBe('')
  expect(asked).toMatchObject([{ location: 'Cairo' }])
  expect(await result.steps).toHaveLength(2)
})

test('the AI SDK gets the errors of the gateway and of the relay', async () => {
  const { baseURL, upstream } = await serveRelay({ authorize: (request) => request.headers.get('authorization') })
  const told = expect(generateText({ model: model(baseURL), prompt: 'hi', maxRetries: 0 })).rejects.toSatisfy(
    (error) => APICallError.isInstance(error) && error.statusCode === 429 && error.message === 'Slow down.' && error.isRetryable,
  )
  ;(await upstream.next()).json(429, { error: { message: 'Slow down.', type: 'rate_limit_error', code: null, param: null } })
  await told
  const nobody = createOpenAICompatible({ name: 'relay', baseURL })('default')
  await expect(generateText({ model: nobody, prompt: 'hi', maxRetries: 0 })).rejects.toMatchObject({ statusCode: 401 })
})

test('the AI SDK aborts: the upstream goes on until the run is stopped', async () => {
  const graceMs = 60_000
  const skip = skippableTime()
  const { baseURL, upstream } = await serveRelay({
    authorize: (request) => request.headers.get('authorization'),
    limits: { detachedGraceMs: graceMs },
  })
  const abort = new AbortController()
  const result = streamText({ model: model(baseURL), prompt: 'hi', maxRetries: 0, abortSignal: abort.signal })
  const reading = (async () => {
    for await (const _ of result.textStream) abort.abort()
  })()
  const call = (await upstream.next()).head().say('half ')
  await reading
  expect(call.isClosed).toBe(false)
  await expect.poll(async () => (await (await fetch(`${baseURL}/health`)).json()) as object).toMatchObject({ runs: 1, readers: 0 })
  skip(graceMs)
  await call.closed
})
