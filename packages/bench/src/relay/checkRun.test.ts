import { expect, test } from 'vitest'
import { checkAnswer } from './checkRun.ts'
import { wordAt } from './words.ts'

const event = (n: number) =>
  `id: 1.${n + 1}\ndata: {"choices":[{"index":0,"delta":{"content":${JSON.stringify(wordAt(n))}},"finish_reason":null}],"n":${n}}\n\n`
const EVENTS = [0, 1, 2].map(event)
const STOP = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
const DONE = 'data: [DONE]\n\n'

test('a run that comes as it was written passes', () => {
  checkAnswer(200, [...EVENTS, STOP, DONE].join(''), 3)
})

test.each([
  ['lacks an event', [...EVENTS.slice(1), STOP, DONE]],
  ['has one twice', [...EVENTS, event(2), STOP, DONE]],
  ['has another word', [...EVENTS.slice(1), event(7), STOP, DONE]],
  ['has no reason for its end', [...EVENTS, DONE]],
  ['has no end', [...EVENTS, STOP]],
  ['is empty', []],
])('one that %s is refused', (_, parts) => {
  expect(() => checkAnswer(200, parts.join(''), 3)).toThrow('another answer')
})

test('one that was refused is no answer', () => {
  expect(() => checkAnswer(503, [...EVENTS, STOP, DONE].join(''), 3)).toThrow('503')
})
