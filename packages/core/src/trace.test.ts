import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { clientOf } from './gateway.fixture.js'
import { createChatClient, readChat, type ChatResult, type TraceStep } from './index.js'

const KEY = 'sk-canary-1234567890'
const request = { model: 'm', messages: [{ role: 'user' as const, content: 'the prompt' }] }
const chunk = (delta: object, finish_reason: string | null = null) =>
  JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })
const payloads = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hello' }), chunk({}, 'stop'), '[DONE]']
const answer = `: ping\n\n${payloads.map((payload) => `data: ${payload}\n\n`).join('')}`

/** Serves each request by the next of `handlers` and gives the address. */
async function serve(...handlers: ((response: ServerResponse) => void)[]): Promise<string> {
  return (await clientOf((_request, response) => handlers.shift()?.(response))).baseURL
}

const succeed = (response: ServerResponse) =>
  response
    .writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'session=canary', 'x-ratelimit-remaining-tokens': '99' })
    .end(answer)

const stepsOf = ({ trace }: ChatResult) => trace?.steps ?? []
const ofKind = <Kind extends TraceStep['kind']>(result: ChatResult, kind: Kind) =>
  stepsOf(result).filter((step): step is Extract<TraceStep, { kind: Kind }> => step.kind === kind)

async function* pieces(...all: string[]): AsyncGenerator<string> {
  yield* all
}

describe('a trace', () => {
  test('tells what was sent, what came and when, in order', async () => {
    const baseURL = await serve(succeed)
    const result = await createChatClient({ baseURL }).stream(request, { trace: true }).result
    expect(stepsOf(result).map(({ kind }) => kind)).toEqual(['request', 'response', 'first-byte', 'first-token', 'end'])
    expect(ofKind(result, 'request')[0]).toMatchObject({
      attempt: 1,
      method: 'POST',
      url: `${baseURL}/chat/completions`,
      headers: { 'content-type': 'application/json' },
      bodyChars: JSON.stringify({ stream_options: { include_usage: true }, ...request, stream: true }).length,
    })
    expect(ofKind(result, 'end')[0]).toMatchObject({ ending: result.ending })
    expect(result.trace?.events.map(({ type, chars }) => [type, chars])).toEqual([
      ['comment', 'ping'.length],
      ...payloads.map((payload) => ['message', payload.length]),
    ])
    const times = stepsOf(result).map(({ atMs }) => atMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Date.now() - (result.trace?.startedAtMs ?? 0)).toBeLessThan(60_000)
  })

  test('can be read while the answer comes, and is nowhere where it was not asked for', async () => {
    const baseURL = await serve(succeed, succeed)
    const client = createChatClient({ baseURL })
    const stream = client.stream(request, { trace: true })
    const seen: number[] = []
    for await (const { choices } of stream) if (choices) seen.push(stream.trace?.events.length ?? 0)
    const { trace } = await stream.result
    expect(seen[0]).toBeGreaterThan(0)
    expect(stream.trace).toEqual(trace)
    const untraced = client.stream(request)
    await untraced.result
    expect(untraced.trace).toBeUndefined()
  })

  test('holds no key, no cookie and no prompt, wherever they stand', async () => {
    const baseURL = await serve((response) => succeed(response.setHeader('x-echo', `Bearer ${KEY}`)))
    const client = createChatClient({
      baseURL: `${baseURL}?api-version=2024&key=abc`,
      apiKey: KEY,
      headers: { 'x-short-token': 'abc', 'x-title': 'My application', 'x-custom': 'perhaps a secret' },
      searchParams: { sig: 'canary-signature' },
    })
    const result = await client.stream(request, { trace: true }).result
    const text = JSON.stringify(result.trace)
    for (const secret of [KEY, 'canary', 'abc', 'perhaps', 'the prompt', 'Hello']) expect(text).not.toContain(secret)
    expect(ofKind(result, 'request')[0]).toMatchObject({ headers: { 'x-title': 'My application' } })
    expect(ofKind(result, 'request')[0]?.url).toContain('api-version=2024')
    expect(ofKind(result, 'response')[0]?.headers).toMatchObject({ 'set-cookie': '[redacted]', 'x-ratelimit-remaining-tokens': '99' })
  })

  test('tells each attempt, and why it was tried again', async () => {
    const baseURL = await serve(
      (response) => response.writeHead(429, { 'retry-after-ms': '1' }).end('{"error":{"message":"slow down"}}'),
      succeed,
    )
    const result = await createChatClient({ baseURL }).stream(request, { trace: true }).result
    expect(stepsOf(result).map(({ kind, attempt }) => `${kind} ${attempt}`)).toEqual([
      'request 1',
      'response 1',
      'retry 1',
      'request 2',
      'response 2',
      'first-byte 2',
      'first-token 2',
      'end 2',
    ])
    expect(ofKind(result, 'retry')[0]).toMatchObject({ delayMs: 1, error: { code: 'rate_limit', status: 429 } })
    expect(result.trace?.events[0]?.attempt).toBe(2)
  })

  test('of an answer that is read without a request begins with its response, or its first byte', async () => {
    const given = await readChat(new Response(answer), { trace: true })
    expect(stepsOf(given).map(({ kind }) => kind)).toEqual(['response', 'first-byte', 'first-token', 'end'])
    const read = await readChat(pieces(answer), { trace: true })
    expect(stepsOf(read).map(({ kind }) => kind)).toEqual(['first-byte', 'first-token', 'end'])
  })

  test('tells warnings when they came, and a whole body as one event', async () => {
    const body = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: { a: 1 } }, finish_reason: 'stop' }] })
    const result = await readChat(pieces(body), { trace: true })
    expect(ofKind(result, 'warning')).toMatchObject(result.warnings)
    expect(result.warnings).toHaveLength(1)
    expect(result.trace?.events).toMatchObject([{ type: 'message', chars: body.length }])
  })

  test('keeps the last 10,000 events and counts the others', async () => {
    const events = Array.from({ length: 10_003 }, (_, at) => `data: ${chunk({ content: 'x'.repeat(at % 7) })}\n\n`)
    const { trace } = await readChat(pieces(...events), { trace: true })
    expect(trace?.droppedEvents).toBe(3)
    expect(trace?.events).toHaveLength(10_000)
    const empty = chunk({ content: '' }).length
    expect(trace?.events.map(({ chars }) => chars - empty)).toEqual(Array.from({ length: 10_000 }, (_, at) => (at + 3) % 7))
  })

  test('is absent where nobody asked for it', async () => {
    expect(await readChat(pieces(answer))).not.toHaveProperty('trace')
  })
})
