import { createChatClient, readChat } from '@rivulet/core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  contentType,
  createGateway,
  cut,
  duplicate,
  errorChunk,
  fakeClock,
  FAULTS,
  type GatewayExchange,
  type GatewayOptions,
  gzip,
  html,
  httpStatus,
  reset,
  split,
  stall,
  toFetch,
} from '../index.js'
import { setTimersOn } from '../setTimersOn.fixture.js'
import { chatRequest } from './askGateway.fixture.js'
import { said } from '../faults/askAgain.fixture.js'

/** Asks the gateway for its haiku, with the real client; no real time passes. */
async function ask(options: GatewayOptions, { stream = true } = {}) {
  const clock = fakeClock()
  setTimersOn(clock)
  const exchanges: GatewayExchange[] = []
  const fetch = toFetch(createGateway({ ...options, clock, onExchange: (exchange) => exchanges.push(exchange) }))
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch })
  const request = { model: 'default', messages: [{ role: 'user' as const, content: 'Write a haiku' }] }
  const result = await clock.until(stream ? client.stream(request).result : client.complete(request))
  return { ...result, text: said(result).join(''), exchanges }
}

/** The reads of its haiku, by their sizes. */
async function readSizes(options: GatewayOptions): Promise<number[]> {
  const clock = fakeClock()
  const response = await createGateway({ ...options, clock })(chatRequest({ stream: true, messages: [{ role: 'user', content: 'haiku' }] }))
  const sizes: number[] = []
  await clock.until(
    response.body?.pipeTo(new WritableStream({ write: (read) => void sizes.push(read.length) })) ?? Promise.reject(new Error()),
  )
  return sizes
}

let whole: string
beforeAll(async () => {
  const response = await createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity })(
    chatRequest({ messages: [{ role: 'user', content: 'haiku' }] }),
  )
  whole = said(await readChat(response)).join('')
})

describe('the gateway with faults', () => {
  it.each(FAULTS.filter(({ promise }) => promise.ending === 'as recorded'))('answers as ever with $name', async ({ make, promise }) => {
    const { ending, text, exchanges } = await ask({ faults: [make()] })
    expect(ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
    if (promise.text === 'whole') expect(text).toBe(whole)
    expect(exchanges.at(-1)).toMatchObject({ status: 200, ending: 'complete' })
  })

  it.each([
    [[cut({ token: 4 })], 'truncated', { tokensSent: 4, meteredTokens: 4, ending: 'truncated' }],
    [[reset({ token: 4 })], 'failed', { tokensSent: 4, ending: 'truncated' }],
    [[errorChunk({ token: 2 })], 'failed', { tokensSent: 2, ending: 'truncated' }],
    [[stall({ token: 5 })], 'stalled', { tokensSent: 5, ending: 'disconnected' }],
    [[split({ max: 1 }), cut({ token: 3 })], 'truncated', { tokensSent: 3, ending: 'truncated' }],
    [[html()], 'failed', { tokensSent: 0, status: 200, ending: 'refused' }],
  ])('ends as promised and meters what it sent: %j', async (faults, kind, exchange) => {
    const { ending, text, exchanges } = await ask({ faults })
    expect(ending.kind).toBe(kind)
    expect(whole.startsWith(text)).toBe(true)
    expect(exchanges).toHaveLength(1)
    expect(exchanges[0]).toMatchObject(exchange)
  })

  it('refuses as often as told, and the client waits as long as it is told', async () => {
    const { ending, text, exchanges } = await ask({ faults: [httpStatus({ code: 503, retryAfter: 7, times: 2 })] })
    expect([ending.kind, text]).toEqual(['complete', whole])
    expect(exchanges.map(({ status, ending: end }) => [status, end])).toEqual([
      [503, 'refused'],
      [503, 'refused'],
      [200, 'complete'],
    ])
    const [first, second, third] = exchanges.map(({ startedAtMs }) => startedAtMs)
    expect([Number(second) - Number(first), Number(third) - Number(second)]).toEqual([7000, 7000])
  })

  it('meters a reply that does not stream with its last byte', async () => {
    const reply = await ask({ faults: [split({ max: 9 }), gzip()] }, { stream: false })
    expect([reply.ending.kind, reply.text]).toEqual(['complete', whole])
    expect(reply.exchanges[0]?.tokensSent).toBe(reply.completion.usage?.completion_tokens)
    const broken = await ask({ faults: [cut()] }, { stream: false })
    expect(broken.exchanges[0]).toMatchObject({ tokensSent: 0, ending: 'truncated' })
  })

  it('gives the same to the same seed, also to the next gateway', async () => {
    const faults = [split(), duplicate()]
    expect(await readSizes({ faults, seed: 1 })).toEqual(await readSizes({ faults, seed: 1 }))
    expect(await readSizes({ faults, seed: 1 })).not.toEqual(await readSizes({ faults, seed: 2 }))
  })

  it('judges by the first byte what the label has wrong', async () => {
    const { ending, text } = await ask({ faults: [contentType({ value: 'text/html' })] })
    expect([ending.kind, text]).toEqual(['complete', whole])
  })
})
