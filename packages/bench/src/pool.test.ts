import { expect, test } from 'vitest'
import { OURS, type Budget } from './budgets.ts'
import { figuresOf } from './figures.fixture.ts'
import { pool } from './pool.ts'

const budget: Budget = { what: 'work', unit: '×', kind: 'ratio', most: 2 }
const run = (own: number[], other: number[]) => ({
  ...figuresOf(budget, [
    { name: OURS, figure: own },
    { name: 'limit', figure: other },
  ]),
  tables: [
    {
      title: 't',
      columns: ['µs', '-'],
      rows: [{ name: OURS, figures: [{ median: own[1] ?? 0, min: own[0] ?? 0, max: own[2] ?? 0 }, undefined] }],
    },
  ],
})

test('the spread of several processes reaches over all of them, and the middle is that of all rounds', () => {
  const { verdicts, tables } = pool([run([1, 2, 3], [2, 4, 6]), run([2, 3, 4], [2, 3, 4]), run([2, 2.5, 9], [1, 1, 1])])
  expect(verdicts).toMatchObject([
    {
      ours: { median: 2.5, min: 1, max: 9, rounds: [1, 2, 3, 2, 3, 4, 2, 2.5, 9] },
      held: false,
      others: [{ name: 'limit', median: 2, min: 1, max: 6, timesOurs: { median: 1, max: 2 } }],
    },
  ])
  expect(tables[0]?.rows[0]?.figures).toEqual([{ median: 2.5, min: 1, max: 9 }, undefined])
})

test('who failed in one process sat its rounds out', () => {
  const alone = figuresOf(budget, [{ name: OURS, figure: [1, 2, 3] }])
  const failed = [{ name: 'limit', why: 'It was wrong.' }]
  const pooled = pool([run([1, 2, 3], [2, 4, 6]), { ...alone, failed }])
  expect(pooled.verdicts[0]?.others).toMatchObject([{ name: 'limit', rounds: [2, 4, 6, undefined, undefined, undefined], median: 4 }])
  expect(pooled.failed).toEqual(failed)
})

test('one process is as it is', () => {
  const alone = run([1, 2, 3], [2, 4, 6])
  expect(pool([alone])).toEqual(alone)
})
