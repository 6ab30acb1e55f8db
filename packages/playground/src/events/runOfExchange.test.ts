import { expect, test } from 'vitest'
import type { Exchange } from './exchangeLog.js'
import { runOfExchange } from './runOfExchange.js'

const exchange: Exchange = {
  id: 3,
  method: 'POST',
  url: 'http://page.test/v1/chat/completions',
  requestBody: '{"model":"m"}',
  status: 200,
  respondedMs: 40,
  contentType: 'text/event-stream',
  events: [{ atMs: 60, type: 'message', chars: 6, data: '[DONE]' }],
  tokens: undefined,
  bytes: 14,
  end: { how: 'eof', atMs: 70 },
}

test('an exchange is a run of one attempt, by the name of its model', () => {
  expect(runOfExchange(exchange)).toEqual({
    id: '3',
    title: 'm',
    steps: [
      { atMs: 0, kind: 'request', method: 'POST', url: '/v1/chat/completions', body: '{"model":"m"}' },
      { atMs: 40, kind: 'response', status: 200 },
      { atMs: 70, kind: 'close', how: 'eof' },
    ],
    events: exchange.events,
  })
})

test('what has not happened yet is no step; a request that names no model goes by its path', () => {
  const waiting = runOfExchange({ ...exchange, requestBody: '', status: undefined, end: undefined, events: [] })
  expect(waiting.title).toBe('/v1/chat/completions')
  expect(waiting.steps.map(({ kind }) => kind)).toEqual(['request'])
})
