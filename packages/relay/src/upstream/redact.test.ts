import { expect, test } from 'vitest'
import { redact } from './redact.js'

test.each([
  ['sk-proj-abc123def', '[redacted]'],
  ['no token_limit_reached here', 'no token_limit_reached here'],
  ['key-eyJabcdefgh.abcdefgh', '[redacted]'],
  ['eyJhbGciOiJub25l.eyJzdWIi.c2ln', '[redacted]'],
  ['eyJ-sk-12345678', expect.stringContaining('[redacted]')],
  ['api-********abcd', '[redacted]'],
  ['Bearer abcdefgh', '[redacted]'],
])('%j is shown as %j', (text, shown) => {
  expect(redact(text, [])).toEqual(shown)
})

test('a key with the line break of the file that it was read from is known without it', () => {
  expect(redact('Wrong key: hunter2', ['hunter2\n'])).toBe('Wrong key: [redacted]')
})

// A gateway that quotes what it was sent would else let anybody hold up the relay: looked at again from each opening, these would take an hour.
test.each(['sk-', 'sk-.', 'eyJ-', 'key_eyJ-', 'bearer ', 'basic '])(
  'as many openings of a credential as fit (%j) are looked at once',
  (opening) => {
    const text = opening.repeat(100_000)
    expect(redact(text, [])).toBe(text)
  },
)
