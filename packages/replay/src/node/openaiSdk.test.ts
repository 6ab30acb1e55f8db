import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from 'openai'
import { describe, expect, it } from 'vitest'
import { type Dialect, DIALECTS, type GatewayOptions } from '../index.js'
import { firstExchange, serveGateway } from './serveGateway.fixture.js'

const HAIKU = 'Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.'

async function openai(dialect: Dialect, options: GatewayOptions = {}) {
  return new OpenAI({ apiKey: 'sk-test', baseURL: await serveGateway({ dialect, ...options }), maxRetries: 0 })
}

const asking = (content: string) => ({ model: 'default', messages: [{ role: 'user' as const, content }] })

describe.each(DIALECTS)('the OpenAI SDK reads %s', (dialect) => {
  it('streaming', async () => {
    const client = await openai(dialect)
    let text = ''
    for await (const chunk of await client.chat.completions.create({ ...asking('haiku'), stream: true }))
      text += chunk.choices[0]?.delta?.content ?? ''
    expect(text).toBe(HAIKU)
  })

  it('not streaming', async () => {
    const client = await openai(dialect)
    const completion = await client.chat.completions.create(asking('haiku'))
    expect(completion.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: HAIKU } })
    expect(completion.usage).toEqual({ prompt_tokens: 8, completion_tokens: 20, total_tokens: 28 })
  })

  it('with usage', async () => {
    const client = await openai(dialect)
    const usages: unknown[] = []
    const stream = await client.chat.completions.create({ ...asking('haiku'), stream: true, stream_options: { include_usage: true } })
    for await (const chunk of stream) usages.push(chunk.usage)
    expect(usages.at(-1)).toMatchObject({ prompt_tokens: 8, completion_tokens: 20 })
    expect(usages.slice(0, -2).every((usage) => usage === undefined || usage === null)).toBe(true)
  })

  it('with two tool calls', async () => {
    const client = await openai(dialect)
    const calls: { name: string; arguments: string }[] = []
    for await (const chunk of await client.chat.completions.create({ ...asking('parallel'), stream: true })) {
      for (const { index, function: part } of chunk.choices[0]?.delta.tool_calls ?? []) {
        calls[index] ??= { name: part?.name ?? '', arguments: '' }
        calls[index].arguments += part?.arguments ?? ''
      }
    }
    expect(calls).toEqual([
      { name: 'get_weather', arguments: '{"location":"Cairo","unit":"celsius"}' },
      { name: 'get_local_time', arguments: '{"location":"Kyoto"}' },
    ])
  })

  it('that fails after some tokens', async () => {
    const client = await openai(dialect)
    let text = ''
    const read = async () => {
      for await (const chunk of await client.chat.completions.create({ ...asking('error'), stream: true }))
        text += chunk.choices[0]?.delta?.content ?? ''
    }
    await expect(read()).rejects.toThrow('The upstream provider failed')
    expect(text).toMatch(/^All went well at first/)
  })

  it('that it aborts', async () => {
    const { onExchange, ended } = firstExchange()
    const client = await openai(dialect, { tokensPerSecond: 100, onExchange })
    const stream = await client.chat.completions.create({ ...asking('markdown'), stream: true })
    let chunks = 0
    for await (const _ of stream) {
      chunks += 1
      if (chunks === 5) break
    }
    const { ending, tokensSent, meteredTokens } = await ended
    expect(ending).toBe('disconnected')
    expect(tokensSent).toBeLessThan(200)
    expect(meteredTokens).toBe(tokensSent)
  })
})

it('gives the OpenAI SDK the errors and models it expects', async () => {
  const client = await openai('infery', { apiKey: 'another' })
  await expect(client.chat.completions.create(asking('haiku'))).rejects.toBeInstanceOf(AuthenticationError)
  const right = client.withOptions({ apiKey: 'another' })
  await expect(right.chat.completions.create({ model: 'default', messages: [] })).rejects.toBeInstanceOf(BadRequestError)
  await expect(right.embeddings.create({ model: 'x', input: 'x' })).rejects.toBeInstanceOf(NotFoundError)
  expect((await right.models.list()).data.map(({ id }) => id)).toEqual(['gpt-4o', 'gpt-4o-mini'])
})
