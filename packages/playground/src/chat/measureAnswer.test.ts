import type { ChatMessage } from '@rivulet/chat'
import { expect, test } from 'vitest'
import type { Exchange } from '../events/exchangeLog.js'
import { measureAnswer } from './measureAnswer.js'

const message: ChatMessage = {
  id: 'a',
  parentId: 'u',
  wire: { role: 'assistant', content: 'Hello', refusal: null },
  state: 'streaming',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 0,
  timings: { startedAtMs: 0, firstTokenMs: 250 },
}

const exchange: Exchange = {
  id: 1,
  method: 'POST',
  url: 'http://page.test/',
  requestBody: '',
  status: 200,
  contentType: 'text/event-stream',
  events: [],
  tokens: { count: 11, firstMs: 250, lastMs: 750 },
  bytes: 0,
  end: undefined,
}

test('has nothing to say before there is an answer', () => {
  expect(measureAnswer(undefined, exchange)).toEqual({})
})

test('counts chunks while no usage is known', () => {
  expect(measureAnswer(message, exchange)).toMatchObject({ firstTokenMs: 250, tokensPerSecond: 20, usage: undefined })
})

test('counts by the gateway’s own usage once that came', () => {
  const usage = { prompt_tokens: 5, completion_tokens: 21, total_tokens: 26 }
  expect(measureAnswer({ ...message, usage, cost: { amount: 1, unit: 'credits' } }, exchange)).toMatchObject({
    tokensPerSecond: 40,
    usage,
    cost: { amount: 1, unit: 'credits' },
  })
})

test('has the time of the whole reply where it came in one piece, and neither a first token nor a speed', () => {
  const usage = { prompt_tokens: 5, completion_tokens: 30, total_tokens: 35 }
  const whole: Exchange = { ...exchange, tokens: undefined, end: { how: 'eof', atMs: 1_500 } }
  const answer: ChatMessage = {
    ...message,
    usage,
    timings: { startedAtMs: 0, endMs: 1_510 },
    ending: { kind: 'complete', finishReason: 'stop', sawDone: false, lostEvents: 0 },
  }
  expect(measureAnswer(answer, whole)).toEqual({ wholeReplyMs: 1_510, usage, cost: undefined })
  expect(measureAnswer({ ...answer, ending: { kind: 'stopped' } }, whole).wholeReplyMs).toBeUndefined()
})

test('gives no speed for a single token', () => {
  expect(measureAnswer(message, { ...exchange, tokens: { count: 1, firstMs: 250, lastMs: 250 } }).tokensPerSecond).toBeUndefined()
})
