import { expect, it } from 'vitest'
import { dataLines, payloads, streamText } from '../askGateway.fixture.js'

const infery = { dialect: 'infery' } as const

it('sends what the anatomy of a stream shows', async () => {
  expect(dataLines(await streamText({ content: ['Hello', ' world'] }, infery), '...')).toEqual([
    'data: {"id":"...","choices":[{"delta":{"role":"assistant"}}]}',
    'data: {"id":"...","choices":[{"delta":{"content":"Hello"}}]}',
    'data: {"id":"...","choices":[{"delta":{"content":" world"}}]}',
    'data: {"id":"...","choices":[{"delta":{},"finish_reason":"stop"}]}',
    'data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2}}',
    'data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2},"credits_used":1}',
    'data: [DONE]',
  ])
})

it('sends the deltas of a tool call after the first as the document shows them', async () => {
  const text = await streamText({ toolCalls: [{ name: 'weather', arguments: ['{"loc', 'ation":', '"Cairo"}'] }] }, infery)
  const lines = dataLines(text, '...')
  expect(lines.slice(2, 4)).toEqual([
    String.raw`data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"loc"}}]}}]}`,
    String.raw`data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ation\":"}}]}}]}`,
  ])
  expect(lines[1]).toMatch(
    /"tool_calls":\[\{"index":0,"id":"call_\w+","type":"function","function":\{"name":"weather","arguments":""\}\}\]/,
  )
  expect(lines[5]).toBe('data: {"id":"...","choices":[{"delta":{},"finish_reason":"tool_calls"}]}')
})

it('counts the fragments of two parallel calls to the index of each', async () => {
  const text = await streamText(
    {
      toolCalls: [
        { name: 'a', arguments: '{}' },
        { name: 'b', arguments: '{}' },
      ],
    },
    infery,
  )
  const indexes = payloads(text).flatMap(
    ({ choices }) => (choices as { delta: { tool_calls?: { index: number }[] } }[])[0]?.delta.tool_calls?.[0]?.index ?? [],
  )
  expect(indexes).toEqual([0, 0, 1, 1])
})

it('ends with an error chunk when the provider fails after some tokens', async () => {
  const lines = dataLines(await streamText({ content: ['Hello'], ending: 'error' }, infery), '...')
  expect(lines.at(-2)).toBe('data: {"id":"...","choices":[{"delta":{"content":"Hello"}}]}')
  expect(lines.at(-1)).toMatch(/^data: \{"error":\{"message":".+"/)
})

it('sends credits in the second-to-last event, more for more tokens', async () => {
  const lines = dataLines(await streamText({ content: Array.from({ length: 250 }, () => 'x') }, infery), '...')
  expect(lines.at(-2)).toMatch(/"completion_tokens":250\},"credits_used":3\}$/)
})
