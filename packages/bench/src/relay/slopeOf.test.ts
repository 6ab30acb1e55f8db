import { expect, test } from 'vitest'
import { slopeOf } from './slopeOf.ts'

test('of points on a line its slope without error, wherever the line begins', () => {
  const { slope, error } = slopeOf([0, 10, 20, 30].map((x) => ({ x, y: 7 - 0.5 * x })))
  expect(slope).toBeCloseTo(-0.5)
  expect(error).toBeCloseTo(0)
})

test('of a saw on a level hardly any, with an error that says so', () => {
  const { slope, error } = slopeOf(Array.from({ length: 60 }, (_, x) => ({ x, y: 40 + (x % 3) })))
  expect(slope).toBeCloseTo(0, 1)
  expect(Math.abs(slope)).toBeLessThan(2 * error)
})

test('the error is that of the textbook', () => {
  // Residuals -1, 1, 1, -1 about a level: their squares sum to 4, of two degrees of freedom; the squares of x sum to 20.
  const { slope, error } = slopeOf([-3, -1, 1, 3].map((x, at) => ({ x, y: at === 1 || at === 2 ? 1 : -1 })))
  expect(slope).toBeCloseTo(0)
  expect(error).toBeCloseTo(Math.sqrt(4 / 2 / 20))
})
