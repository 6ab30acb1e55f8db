// How often two runs of the same code are told apart, and how often a slowdown is seen. Runs are simulated: as many processes and rounds as the command makes,
// processes that differ from one another, since V8 compiles a little otherwise in each, and now and then a round that the machine held up.
import { describe, expect, test } from 'vitest'
import { createRandom } from './answers/random.ts'
import { OURS, type Budget } from './budgets.ts'
import { compare } from './compare.ts'
import { figuresOf } from './figures.fixture.ts'
import { middleOf } from './middleOf.ts'
import { pool } from './pool.ts'

test('of many rounds the quartiles, however long one round was held up', () => {
  expect(middleOf([8, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 1300])).toEqual({ low: 4, high: 10 })
})

test('of few rounds more than their range', () => {
  expect(middleOf([1, 2, 3, 4, 5])).toEqual({ low: -1, high: 7 })
})

const BUDGET: Budget = { what: 'work', unit: '×', kind: 'ratio', most: 10 }
/** By how much a process differs from others, and a round from others of its process. */
const OF_PROCESSES = 0.03
const OF_ROUNDS = 0.03
const HELD_UP = 0.1

const random = createRandom(1)
/** Normally distributed about nothing. */
const normal = (deviation: number) => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** One process that measures a figure. */
function measured(rounds: number, slower: number) {
  const process = normal(OF_PROCESSES)
  const figures = Array.from({ length: rounds }, () => {
    const heldUp = random() < HELD_UP ? Math.abs(normal(4 * OF_ROUNDS)) : 0
    return slower * Math.exp(process + normal(OF_ROUNDS) + heldUp)
  })
  return figuresOf(BUDGET, [{ name: OURS, figure: figures }])
}

const runOf = (processes: number, rounds: number, slower = 1) => {
  const [first, ...others] = Array.from({ length: processes }, () => measured(rounds, slower))
  return first ? { ...first, ...pool([first, ...others]) } : measured(rounds, slower)
}

/** In what share of pairs of runs it has moved. What moved is measured again, in so many more processes. */
function shareMoved(pairs: number, [processes, rounds]: readonly [number, number], { slower = 1, again = processes } = {}): number {
  let moved = 0
  for (let pair = 0; pair < pairs; pair++) {
    const kept = runOf(processes, rounds)
    const taken = runOf(processes, rounds, slower)
    if (compare(kept, taken).moved.length === 0) continue
    const both = again > 0 ? { ...taken, ...pool([taken, runOf(again, rounds, slower)]) } : taken
    if (compare(kept, both).moved.length > 0) moved++
  }
  return moved / pairs
}

describe('two runs of the same code', () => {
  // A full run has about 200 figures that are held against kept ones: one in 4,000 is one run in twenty.
  test('are told apart in less than one figure of 4,000', () => {
    expect(shareMoved(4000, [3, 5])).toBeLessThan(1 / 4000)
  })

  test('are hardly ever told apart by five rounds on a page of their own each, which are not measured again', () => {
    expect(shareMoved(4000, [5, 1], { again: 0 })).toBeLessThan(1 / 500)
  })
})

test.each([
  [1.15, 0.7],
  [1.2, 0.9],
  [1.3, 0.99],
])('what is %d times as slow is seen in more than %d of all runs', (slower, share) => {
  expect(shareMoved(300, [3, 7], { slower })).toBeGreaterThan(share)
  expect(shareMoved(300, [3, 5], { slower })).toBeGreaterThan(share)
})
