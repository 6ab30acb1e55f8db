import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, idempotencyKeyOf, isRunId, newRunId, runIdOf } from './runIds.js'

describe('ids of runs', () => {
  test('are 128 bits in 22 characters, and no two alike', () => {
    const ids = Array.from({ length: 10_000 }, newRunId)
    expect(ids.every(isRunId)).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
    // Each of the 128 bits is one in about half of them.
    const ones = Array.from({ length: 128 }, () => 0)
    for (const id of ids)
      for (const [at, byte] of Buffer.from(id, 'base64url').entries())
        for (let bit = 0; bit < 8; bit++) ones[at * 8 + bit]! += (byte >> bit) & 1
    for (const count of ones) expect(Math.abs(count - 5000)).toBeLessThan(500)
  })

  test('of a key are the same for the same principal and key, and for no other two', async () => {
    expect(await runIdOf('user', 'key')).toBe(await runIdOf('user', 'key'))
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('a', 'b', '"', '\\', ',', '","', '', '\0'))
    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (one, key, other, otherKey) => {
        const ids = [await runIdOf(one, key), await runIdOf(other, otherKey)]
        expect(ids.every(isRunId)).toBe(true)
        expect(ids[0] === ids[1]).toBe(one === other && key === otherKey)
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 50) },
    )
  })

  test.each([
    '',
    'a',
    newRunId().slice(1),
    `${newRunId()}A`,
    `${newRunId().slice(0, 21)}B`,
    '../../../../etc/passwd',
    `${newRunId().slice(0, 20)}%A`,
    `${newRunId()}\n`,
  ])('are nothing else: %j', (text) => expect(isRunId(text)).toBe(false))
})

test('a digest is SHA-256 in hexadecimal', async () => {
  expect(await digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(await digest('ü')).toBe('607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f')
})

const keyOf = (key: string) => idempotencyKeyOf(new Headers({ 'idempotency-key': key }))

describe('an idempotency key', () => {
  test('may be absent', () => expect(idempotencyKeyOf(new Headers())).toBeUndefined())

  test.each(['a', 'x'.repeat(255), '!~"\\', '0190b0f2-6c5e-7000-8000-000000000000'])('may be %s', (key) => expect(keyOf(key)).toBe(key))

  test.each(['', ' ', 'a b', 'x'.repeat(256), 'é', 'a\tb', '\u00a0', 'a\u007f'])('may not be %j', (key) => {
    expect(() => keyOf(key)).toThrow(expect.objectContaining({ status: 400, code: 'invalid_idempotency_key' }) as Error)
  })
})
