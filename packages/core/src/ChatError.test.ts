import { expect, test } from 'vitest'
import { ChatError, isChatError, preparationError } from './index.js'

test('an error can be stored as plain data, without its cause', () => {
  const error = new ChatError('rate_limit', 'Slow down.', {
    status: 429,
    requestId: 'r',
    retryAfterMs: 10,
    retryable: true,
    cause: new Error('secret'),
  })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'ChatError',
    code: 'rate_limit',
    message: 'Slow down.',
    status: 429,
    requestId: 'r',
    retryAfterMs: 10,
    retryable: true,
  })
  expect(error.cause).toBeInstanceOf(Error)
})

test('details that are not known may be given as such', () => {
  const unknown = undefined as boolean | undefined
  expect(new ChatError('network', 'x', { status: undefined, retryable: unknown })).toMatchObject({ status: undefined, retryable: false })
})

test('it is known by its name, also from another copy of the package', () => {
  class Other extends Error {
    override name = 'ChatError'
    code = 'network'
  }
  expect(isChatError(new ChatError('network', 'x'))).toBe(true)
  expect(isChatError(new Other())).toBe(true)
  expect(isChatError(new Error('x'))).toBe(false)
  expect(isChatError({ name: 'ChatError', code: 'network' })).toBe(false)
})

test('a function of the application that threw is named, and its error is the cause', () => {
  const cause = new Error('secret')
  const error = preparationError('prepareRequest', cause)
  expect(error).toMatchObject({ code: 'http', retryable: false, cause })
  expect(error.message).toMatch(/prepareRequest threw\. Nothing was sent\. .*cause/)
  expect(error.message).not.toContain('secret')
  expect(preparationError('prepareRequest', error)).toBe(error)
})
