import { expect, test } from 'vitest'
import { inTurn } from './inTurn.ts'

test('each is the first as often as the others, and none is left out', () => {
  expect([0, 1, 2, 3].map((round) => inTurn(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc'])
})
