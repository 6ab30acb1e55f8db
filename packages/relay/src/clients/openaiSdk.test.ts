import OpenAI, { APIError, AuthenticationError, BadRequestError, ConflictError, NotFoundError, RateLimitError } from 'openai'
import { DIALECTS, systemClock, type Dialect, type GatewayOptions } from '@rivulet/replay'
import { describe, expect, test } from 'vitest'
import { skippableTime } from '../clock.fixture.js'
import type { RelayOptions } from '../RelayOptions.js'
import { serveRelay } from '../relay.fixture.js'
import { GATEWAY_KEY, HAIKU, serveRelayedGateway } from './relayedGateway.fixture.js'

const asking = (content: string) => ({ model: 'default', messages: [{ role: 'user' as const, content }] })

async function openai(dialect: Dialect, gateway: GatewayOptions = {}, options: Partial<RelayOptions> = {}) {
  const { relayed, exchanges } = await serveRelayedGateway({ dialect, ...gateway }, options)
  return { client: new OpenAI({ apiKey: 'ann', baseURL: relayed, maxRetries: 0 }), exchanges, relayed }
}

/** Everything that the SDK makes of an answer. The relay tells of a cut answer in a chunk of its own. */
async function made(baseURL: string, apiKey: string, content: string) {
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 })
  const chunks: object[] = []
  try {
    const options = { include_usage: true }
    for await (const chunk of await client.chat.completions.create({ ...asking(content), stream: true, stream_options: options })) {
      const { created: _, ...rest } = chunk
      if (!('rivulet' in rest)) chunks.push(rest)
    }
    return { chunks }
  } catch (error) {
    if (error instanceof APIError) return { chunks, error: error.error as unknown, message: error.message }
    throw error
  }
}

test.each(DIALECTS)('the OpenAI SDK reads %s behind the relay as it does without', async (dialect) => {
  const { direct, relayed } = await serveRelayedGateway({ dialect, tokensPerSecond: Infinity })
  for (const content of ['haiku', 'parallel', 'error', 'truncated', 'reasoning']) {
    const there = await made(direct, GATEWAY_KEY, content)
    expect(there.chunks, content).not.toEqual([])
    expect(await made(relayed, 'ann', content), content).toEqual(there)
  }
  const client = new OpenAI({ apiKey: 'ann', baseURL: relayed, maxRetries: 0 })
  const { data, response } = await client.chat.completions.create(asking('haiku')).withResponse()
  expect(data.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: HAIKU } })
  expect(data.usage).toEqual({ prompt_tokens: 8, completion_tokens: 20, total_tokens: 28 })
  expect(response.headers.get('x-rivulet-run')).toMatch(/^[\w-]{22}$/)
})

test('the OpenAI SDK gathers tool calls by its own helper', async () => {
  const { client } = await openai('inferex')
  const { choices } = await client.chat.completions.stream(asking('parallel')).finalChatCompletion()
  const calls = choices[0]?.message.tool_calls?.map((call) => (call.type === 'function' ? call.function.arguments : ''))
  expect(calls).toEqual(['{"location":"Cairo","unit":"celsius"}', '{"location":"Kyoto"}'])
})

test('the OpenAI SDK aborts: the run goes on, and is stopped when nobody comes back', async () => {
  const graceMs = 60_000
  const skip = skippableTime()
  // Skipped is the relay's time alone: the gateway is not at its end by that.
  const clock = { ...systemClock, now: () => Date.now() }
  const { client, exchanges } = await openai('inferex', { tokensPerSecond: 50, clock }, { limits: { detachedGraceMs: graceMs } })
  const { data: stream, response } = await client.chat.completions.create({ ...asking('markdown'), stream: true }).withResponse()
  let chunks = 0
  for await (const _ of stream) {
    chunks += 1
    if (chunks === 5) break
  }
  const url = `${client.baseURL}/runs/${response.headers.get('x-rivulet-run')}`
  const state = async () => ((await (await fetch(url, { headers: { authorization: 'Bearer ann' } })).json()) as { state: string }).state
  expect(await state()).toBe('running')
  expect(exchanges).toEqual([])
  await expect.poll(async () => (await (await fetch(`${client.baseURL}/health`)).json()) as object).toMatchObject({ readers: 0 })
  skip(graceMs)
  await expect.poll(state).toBe('stopped')
  await expect.poll(() => exchanges).toMatchObject([{ ending: 'disconnected' }])
})

/** A client of somebody, and of nobody. */
const clientOf = (baseURL: string, user: string | null = 'ann') =>
  new OpenAI({ apiKey: 'any', baseURL, maxRetries: 0, defaultHeaders: { 'x-user': user } })

describe('the OpenAI SDK gets the errors that it has types for', () => {
  test.each([
    [400, BadRequestError],
    [404, NotFoundError],
    [409, ConflictError],
    [429, RateLimitError],
  ])('a status of %i that the gateway gave, with its words', async (status, type) => {
    const { baseURL, upstream } = await serveRelay()
    for (const stream of [true, false]) {
      const asked = clientOf(baseURL).chat.completions.create({ ...asking('hi'), stream })
      const told = expect(asked).rejects.toSatisfy((error) => error instanceof type)
      const error = { message: 'In its words.', type: 'its_type', code: 'its_code', param: 'its_param' }
      ;(await upstream.next()).json(status, { error }, { 'x-request-id': 'req-7', 'retry-after': '7' })
      await told
      await expect(asked).rejects.toMatchObject({ status, code: 'its_code', param: 'its_param', type: 'its_type', requestID: 'req-7' })
      await expect(asked).rejects.toThrow(`${status} In its words.`)
    }
  })

  test("the gateway's 401 is none of the caller's", async () => {
    const { baseURL, upstream } = await serveRelay()
    const asked = clientOf(baseURL).chat.completions.create(asking('hi'))
    const told = expect(asked).rejects.toMatchObject({ status: 502, code: 'upstream_auth' })
    ;(await upstream.next()).json(401, { error: { message: 'Incorrect API key provided: sk-abc.' } })
    await told
  })

  test('what the relay itself refuses', async () => {
    const { baseURL, upstream } = await serveRelay({ models: ['default'], limits: { runsPerMinute: 1 } })
    await expect(clientOf(baseURL, null).chat.completions.create(asking('hi'))).rejects.toBeInstanceOf(AuthenticationError)
    const ann = clientOf(baseURL)
    await expect(ann.chat.completions.create({ ...asking('hi'), model: 'other' })).rejects.toMatchObject({ code: 'model_not_found' })
    await expect(ann.chat.completions.create({ ...asking('hi'), n: -1 })).rejects.toBeInstanceOf(BadRequestError)
    await expect(ann.embeddings.create({ model: 'default', input: 'x' })).rejects.toBeInstanceOf(NotFoundError)
    const first = ann.chat.completions.create(asking('hi'))
    ;(await upstream.next()).json(200, { id: 'c', object: 'chat.completion', choices: [] })
    await first
    const second = ann.chat.completions.create(asking('hi'))
    await expect(second).rejects.toBeInstanceOf(RateLimitError)
    await expect(second).rejects.toMatchObject({ code: 'rate_limit_exceeded' })
  })

  test('a refusal after the head is told in the stream', async () => {
    const { baseURL, upstream } = await serveRelay({ limits: { statusWaitMs: 20 } })
    const stream = await clientOf(baseURL).chat.completions.create({ ...asking('hi'), stream: true })
    ;(await upstream.next()).json(429, { error: { message: 'Slow down.', type: 'rate_limit_error', code: 'slow', param: null } })
    const read = async () => {
      for await (const _ of stream);
    }
    await expect(read()).rejects.toMatchObject({ code: 'slow', type: 'rate_limit_error', error: { message: 'Slow down.', status: 429 } })
  })

  test('it tries again by itself where the relay asks it to wait', async () => {
    const { baseURL, upstream } = await serveRelay()
    const again = new OpenAI({ apiKey: 'ann', baseURL, maxRetries: 1, defaultHeaders: { 'x-user': 'ann' } })
    const asked = again.chat.completions.create(asking('hi'))
    ;(await upstream.next()).json(429, { error: { message: 'Slow down.' } }, { 'retry-after-ms': '10' })
    const reply = { id: 'c', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: 'hi' } }] }
    ;(await upstream.next()).json(200, reply)
    expect((await asked).choices[0]?.message.content).toBe('hi')
  })
})

test('the OpenAI SDK lists the models that the relay allows', async () => {
  const { client } = await openai('infery', {}, { models: ['gpt-4o', 'of nobody'] })
  expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['gpt-4o'])
})
