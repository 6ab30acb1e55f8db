import { expect, it } from 'vitest'
import { dataLines, payloads, streamText } from '../askGateway.fixture.js'

const words = { content: ['The', 'spring', 'wind'] }

it('sends the sample of the document unless told otherwise', async () => {
  expect(dataLines(await streamText(words, { dialect: 'tokenhub' }), 'chatcmpl-abc')).toEqual([
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"The"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"spring"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"wind"}}]}',
    'data: [DONE]',
  ])
})

it('sends what the table of the document says: role first, the completion reason and usage last', async () => {
  expect(dataLines(await streamText(words, { dialect: 'tokenhub', tokenhubShape: 'table' }), 'chatcmpl-abc')).toEqual([
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"role":"assistant"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"The"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"spring"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{"content":"wind"}}]}',
    'data: {"id":"chatcmpl-abc","choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}',
    'data: [DONE]',
  ])
})

it('sends usage only in the last chunk, in the sample only when it is asked for', async () => {
  const chunks = payloads(await streamText(words, { dialect: 'tokenhub' }, { stream_options: { include_usage: true } }))
  expect(chunks.map((chunk) => 'usage' in chunk)).toEqual([false, false, false, true])
})
