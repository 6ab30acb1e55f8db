import { expect, it } from 'vitest'
import { dataLines, streamText } from '../askGateway.fixture.js'

it('sends what the document shows', async () => {
  expect(dataLines(await streamText({ content: ['Hello', ' world'] }, { dialect: 'sovereigneg' }), 'chatcmpl-abc')).toEqual([
    'data: {"id":"chatcmpl-abc","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}',
    'data: {"id":"chatcmpl-abc","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" world"},"finish_reason":null}]}',
    'data: {"id":"chatcmpl-abc","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
    'data: [DONE]',
  ])
})
