import { expect, test } from 'vitest'
import { createTextAnswer, createToolAnswer } from './answers/Answer.ts'
import { checkChunks, checkDrawing, checkMessage, checkValue } from './checks.ts'
import { createAnswer } from './documents/createAnswer.ts'

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

const answer = createAnswer(3000, 1)
const somebody = { key: 'rivulet', name: 'somebody' } as const
const drawing = { text: answer.shown, elements: answer.elements }

test('what is drawn as it is written passes, whatever the white space', () => {
  checkDrawing(somebody, drawing, answer)
  checkDrawing(somebody, { ...drawing, text: `\n${answer.shown.split('').join(' ')}` }, answer)
})

test.each([
  ['a part that lacks', { ...drawing, text: answer.shown.slice(0, -1) }],
  ['a part that stands twice', { ...drawing, text: answer.shown + answer.shown.slice(-9) }],
  ['a mark that is shown', { ...drawing, text: answer.shown.replace('1.', '##1.') }],
  ['nothing', { ...drawing, text: '' }],
  ['a heading that is none', { ...drawing, elements: { ...answer.elements, h: answer.elements.h - 1 } }],
  ['an item too many', { ...drawing, elements: { ...answer.elements, li: answer.elements.li + 1 } }],
  ['a table that is none', { ...drawing, elements: { ...answer.elements, tr: 0 } }],
])('%s is refused, by the name of who drew it', (_, seen) => {
  expect(() => checkDrawing(somebody, seen, answer)).toThrow('somebody')
})

test('who reads no markdown draws its source, or nothing', () => {
  const none = { h: 0, li: 0, tr: 0, pre: 1, blockquote: 0 }
  checkDrawing({ key: 'plain', name: 'somebody', draws: 'source' }, { text: answer.markdown, elements: none }, answer)
  checkDrawing({ key: 'nothing', name: 'somebody', draws: 'nothing' }, { text: '', elements: none }, answer)
  expect(() => checkDrawing({ key: 'plain', name: 'somebody', draws: 'source' }, drawing, answer)).toThrow('somebody')
  expect(() => checkDrawing({ key: 'nothing', name: 'somebody', draws: 'nothing' }, drawing, answer)).toThrow('somebody')
  expect(() => checkDrawing(somebody, { text: answer.markdown, elements: none }, answer)).toThrow('somebody shows "##')
})
