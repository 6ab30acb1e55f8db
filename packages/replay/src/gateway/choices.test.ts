import { createChatClient, readChat } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { type Dialect, DIALECTS, fakeClock, type Script, toFetch } from '../index.js'
import { chatRequest, payloads, scripted, streamText } from './askGateway.fixture.js'

const two: Script = { content: ['One', ' two', ' three'], alternatives: [{ content: ['Eins'], finishReason: 'length' }] }

const textsOf = (choices: readonly { index: number; message: { content?: unknown }; finish_reason: unknown }[]) =>
  choices.map(({ index, message, finish_reason }) => [index, message.content, finish_reason])

describe('several choices', () => {
  it('come side by side, each with its index and its own finish reason', async () => {
    const chunks = payloads(await streamText(two, { dialect: 'sovereigneg' }, { n: 2 }))
    expect(chunks.map(({ choices }) => choices)).toEqual([
      [{ index: 0, delta: { content: 'One' }, finish_reason: null }],
      [{ index: 1, delta: { content: 'Eins' }, finish_reason: null }],
      [{ index: 0, delta: { content: ' two' }, finish_reason: null }],
      [{ index: 0, delta: { content: ' three' }, finish_reason: null }],
      [{ index: 0, delta: {}, finish_reason: 'stop' }],
      [{ index: 1, delta: {}, finish_reason: 'length' }],
    ])
  })

  it.each<Dialect>(['inferex', 'infery', 'infinityblue', 'sovereigneg'])('reach the client whole in the dialect %s', async (dialect) => {
    const client = createChatClient({
      baseURL: 'http://gateway.test/v1',
      apiKey: 'a-key',
      fetch: toFetch(scripted(two, { dialect, timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY })),
    })
    const request = { model: 'default', messages: [{ role: 'user' as const, content: 'Count' }], n: 2 }
    const streamed = await client.stream(request).result
    expect(textsOf(streamed.completion.choices)).toEqual([
      [0, 'One two three', 'stop'],
      [1, 'Eins', 'length'],
    ])
    expect(streamed.completion.usage).toMatchObject({ completion_tokens: 4 })
    const whole = await client.complete(request)
    expect(textsOf(whole.completion.choices)).toEqual(textsOf(streamed.completion.choices))
  })

  it('carry an index where the dialect shows none, usage only in the last chunk', async () => {
    const chunks = payloads(await streamText(two, { dialect: 'tokenhub', tokenhubShape: 'table' }, { n: 2 }))
    expect(chunks.slice(-2)).toMatchObject([
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      { choices: [{ index: 1, delta: {}, finish_reason: 'length' }], usage: { completion_tokens: 4 } },
    ])
    expect(chunks.filter((chunk) => 'usage' in chunk)).toHaveLength(1)
  })

  it('say the same where the script has no more, and are cut each by itself', async () => {
    const { completion } = await readChat(
      await scripted(two)(chatRequest({ messages: [{ role: 'user', content: 'x' }], n: 3, max_tokens: 2 })),
    )
    expect(textsOf(completion.choices)).toEqual([
      [0, 'One two', 'length'],
      [1, 'Eins', 'length'],
      [2, 'One two', 'length'],
    ])
  })

  it('have tool calls with ids of their own', async () => {
    const script: Script = { toolCalls: [{ name: 'dig', arguments: '{}' }] }
    const { completion } = await readChat(await scripted(script)(chatRequest({ messages: [{ role: 'user', content: 'x' }], n: 2 })))
    const ids = completion.choices.map(({ message }) => message.tool_calls?.[0]?.id)
    expect(new Set(ids).size).toBe(2)
  })
})

const tokensIn = (read: string) => read.match(/"content":"[a-e]"/g)?.length ?? 0

it.each(DIALECTS)('saves tokens up in %s without changing what is said', async (dialect) => {
  const content = ['a', 'b', 'c', 'd', 'e']
  const readsOf = async (script: Script) => {
    const clock = fakeClock()
    const response = await scripted(script, { dialect, clock })(chatRequest({ stream: true, messages: [{ role: 'user', content: 'x' }] }))
    const reads: string[] = []
    await clock.until(
      response.body!.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write: (read) => void reads.push(read) })),
    )
    return reads
  }
  const one = await readsOf({ content })
  const saved = await readsOf({ content, tokensPerRead: 2 })
  expect(saved.join('')).toBe(one.join(''))
  expect(one.map(tokensIn).filter((count) => count > 0)).toEqual([1, 1, 1, 1, 1])
  expect(saved.map(tokensIn).filter((count) => count > 0)).toEqual([2, 2, 1])
})
