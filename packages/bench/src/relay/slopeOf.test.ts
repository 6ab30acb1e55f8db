import { expect, test } from 'vitest'
import { slopeOf } from './slopeOf.ts'

test('of points on a line its slope, wherever the line begins', () => {
  expect(slopeOf([0, 10, 20, 30].map((x) => ({ x, y: 7 - 0.5 * x })))).toBeCloseTo(-0.5)
})

test('of a saw on a level hardly any', () => {
  expect(slopeOf(Array.from({ length: 60 }, (_, x) => ({ x, y: 40 + (x % 3) })))).toBeCloseTo(0, 1)
})
