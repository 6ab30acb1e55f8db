import { expect, test } from 'vitest'
import { errorResponse, Refusal, toResponse } from './Refusal.js'

test('a refusal is an error in OpenAI’s shape, which nobody may keep or draw as a page', async () => {
  const response = toResponse(new Refusal(429, 'rate_limit_exceeded', 'Too many. Wait. Try again.', { 'retry-after': '2' }), {
    'access-control-allow-origin': 'https://app.example',
  })
  expect(response.status).toBe(429)
  expect(Object.fromEntries(response.headers)).toEqual({
    'access-control-allow-origin': 'https://app.example',
    'cache-control': 'no-store, no-transform',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'application/json',
    'retry-after': '2',
    vary: 'Origin',
    'x-content-type-options': 'nosniff',
  })
  expect(await response.json()).toEqual({
    error: { message: 'Too many. Wait. Try again.', type: 'relay_error', code: 'rate_limit_exceeded', param: null },
  })
})

test.each([
  [400, 'invalid_request_error'],
  [401, 'invalid_request_error'],
  [404, 'invalid_request_error'],
  [413, 'invalid_request_error'],
  [415, 'invalid_request_error'],
  [422, 'invalid_request_error'],
  [403, 'relay_error'],
  [410, 'relay_error'],
  [429, 'relay_error'],
  [502, 'relay_error'],
  [503, 'relay_error'],
])('status %i has the type %s', async (status, type) => {
  expect(await errorResponse(status, 'code', 'message').json()).toMatchObject({ error: { type } })
})
