import { expect, test } from 'vitest'
import { createTextAnswer, createToolAnswer } from './answers/Answer.ts'
import { checkChunks, checkMessage, checkValue } from './checks.ts'

const text = createTextAnswer(20, 1)
const tool = createToolAnswer(200, 'records', 1)

test('what is right passes', () => {
  checkChunks('a', { text: text.text, finishReason: 'stop', hasUsage: true }, text)
  checkMessage('a', { text: text.text, args: undefined }, text)
  checkMessage('a', { text: '', args: tool.args }, tool)
  checkValue('a', { b: [1] }, '{"b":[1]}')
})

test.each([
  { text: text.text.slice(1), finishReason: 'stop', hasUsage: true },
  { text: text.text, finishReason: 'length', hasUsage: true },
  { text: text.text, finishReason: undefined, hasUsage: true },
  { text: text.text, finishReason: 'stop', hasUsage: false },
])('chunks that lack something are refused, by the name of their reader', (seen) => {
  expect(() => checkChunks('somebody', seen, text)).toThrow('somebody')
})

test('another message or value is refused', () => {
  expect(() => checkMessage('somebody', { text: text.text, args: '{}' }, text)).toThrow('somebody')
  expect(() => checkMessage('somebody', { text: '', args: tool.args?.slice(1) }, tool)).toThrow('somebody')
  expect(() => checkValue('somebody', undefined, '{"b":[1]}')).toThrow('somebody')
})
