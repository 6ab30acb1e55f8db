import { expect, it } from 'vitest'
import { dataLines, payloads, streamText } from '../askGateway.fixture.js'

const infinityblue = { dialect: 'infinityblue' } as const

it('sends what the document shows', async () => {
  expect(dataLines(await streamText({ content: ['Whisper', ' of'] }, infinityblue), 'chatcmpl-1')).toEqual([
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}]}',
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Whisper"},"finish_reason":null}]}',
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" of"},"finish_reason":null}]}',
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
    'data: [DONE]',
  ])
})

it('sends usage in a last chunk when it is asked for', async () => {
  const chunks = payloads(await streamText({ content: ['Whisper', ' of'] }, infinityblue, { stream_options: { include_usage: true } }))
  expect(chunks.filter((chunk) => 'usage' in chunk)).toEqual([
    {
      id: 'chatcmpl-abc',
      object: 'chat.completion.chunk',
      choices: [],
      usage: { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 },
    },
  ])
  expect(chunks.at(-1)).toHaveProperty('usage')
})

it('streams structured output that matches what response_format declared', async () => {
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 5 } },
    required: ['city', 'days'],
  }
  const text = await streamText(undefined, infinityblue, {
    response_format: { type: 'json_schema', json_schema: { name: 'trip', schema } },
  })
  const content = payloads(text).map(({ choices }) => (choices as { delta: { content?: string } }[])[0]?.delta.content ?? '')
  expect(content.length).toBeGreaterThan(4)
  expect(JSON.parse(content.join(''))).toEqual({ city: 'Cairo', days: 5 })
})
