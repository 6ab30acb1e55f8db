import { expect, test } from 'vitest'
import { completionTokensOf, describeEvent, descriptionOf } from './describeEvent.js'

const saying = (data: string) => completionTokensOf({ atMs: 0, type: 'message', chars: data.length, data })
const choice = (fields: object) => JSON.stringify({ id: 'x', choices: [fields] })

test.each([
  ['[DONE]', 'done', ''],
  [choice({ index: 0, delta: { role: 'assistant' }, finish_reason: null }), 'role', 'assistant'],
  [choice({ delta: { role: 'assistant', content: '' } }), 'role', 'assistant'],
  [choice({ delta: { content: ' world' } }), 'text', '" world"'],
  [choice({ delta: { refusal: 'No.' } }), 'text', '"No."'],
  [choice({ delta: { reasoning_content: 'Hm' } }), 'reasoning', '"Hm"'],
  [choice({ delta: { tool_calls: [{ index: 0, function: { name: 'weather', arguments: '' } }] } }), 'tool', 'weather'],
  [choice({ delta: { tool_calls: [{ index: 0, function: { arguments: '{"loc' } }] } }), 'tool', String.raw`"{\"loc"`],
  [choice({ delta: {}, finish_reason: 'stop' }), 'finish', 'stop'],
  ['{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":14}}', 'usage', '14 tokens'],
  ['{"choices":[],"usage":{"total_tokens":14},"credits_used":1}', 'usage', 'credits 1'],
  ['{"error":{"message":"Overloaded"}}', 'error', 'Overloaded'],
  ['{"error":"Overloaded"}', 'error', 'Overloaded'],
  ['not json', 'other', ''],
  ['{"choices":"?","usage":null}', 'other', ''],
  ['[1]', 'other', ''],
])('%s is %s', (data, kind, gist) => {
  expect(describeEvent(data)).toEqual({ kind, gist })
})

test.each([
  ['keep-alive', 'comment', 'comment', 'keep-alive'],
  ['{"choices":[]}', 'body', 'body', ''],
  ['{"error":{"message":"Overloaded"}}', 'body', 'body', 'Overloaded'],
  ['Overloaded', 'error', 'error', 'Overloaded'],
  ['{"choices":[{"delta":{"content":"Hi"}}]}', 'error', 'text', '"Hi"'],
])('%s of type %s is %s', (data, type, kind, gist) => {
  expect(describeEvent(data, type)).toEqual({ kind, gist })
})

test('an event without its data is told by its type', () => {
  expect(['message', 'comment', 'error', 'ping'].map((type) => descriptionOf({ atMs: 0, type, chars: 4 }))).toEqual([
    { kind: 'event', gist: '' },
    { kind: 'comment', gist: '' },
    { kind: 'error', gist: '' },
    { kind: 'event', gist: 'ping' },
  ])
})

test('the tokens of an answer are those that its gateway counted', () => {
  expect(saying('{"choices":[],"usage":{"completion_tokens":12}}')).toBe(12)
  expect(saying('{"choices":[],"usage":{"completion_tokens":"many"}}')).toBeUndefined()
  expect(saying('[DONE]')).toBeUndefined()
})
