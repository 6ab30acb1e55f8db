import { expect, test } from 'vitest'
import { describeEvent } from './describeEvent.js'

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
