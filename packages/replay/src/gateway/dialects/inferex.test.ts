import { expect, it } from 'vitest'
import { dataLines, payloads, streamText } from '../askGateway.fixture.js'

const inferex = { dialect: 'inferex' } as const
const chunk = { id: 'chatcmpl-abc', object: 'chat.completion.chunk', created: 1767225600, model: 'default' }

it('sends chunks of OpenAI, as the document describes them, and ends with [DONE]', async () => {
  const text = await streamText({ content: ['Hello', ' world'] }, inferex)
  expect(payloads(text)).toEqual([
    { ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: { content: 'Hello' }, logprobs: null, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: { content: ' world' }, logprobs: null, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }] },
  ])
  expect(dataLines(text, 'chatcmpl-abc').at(-1)).toBe('data: [DONE]')
})

it('sends usage as OpenAI does when it is asked for: null until a last chunk without choices', async () => {
  const chunks = payloads(await streamText({ content: ['Hello'] }, inferex, { stream_options: { include_usage: true } }))
  expect(chunks.map(({ usage }) => usage)).toEqual([null, null, null, { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 }])
  expect(chunks.at(-1)).toMatchObject({ choices: [] })
})
