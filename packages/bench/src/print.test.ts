import { expect, test } from 'vitest'
import { judge, BUDGETS } from './budgets.ts'
import { print } from './print.ts'
import { printBudgets } from './printBudgets.ts'

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 })

test('a report tells figures in columns', () => {
  const table = {
    title: 'bytes → work',
    columns: ['µs', '× limit'],
    rows: [
      { name: 'limit', figures: [spread(3.456), spread(1)] },
      { name: 'Rivulet', figures: [spread(1234.5), undefined] },
    ],
  }
  expect(print({ tables: [table], verdicts: [] }).split('\n')).toEqual([
    'bytes → work',
    '                          µs           × limit',
    '  limit     3.46 (1.73–6.91)  1.00 (0.50–2.00)',
    '  Rivulet  1,235 (617–2,469)                 -',
  ])
})

test('all budgets are told in one table, with what the others need and why one is missed', () => {
  const verdicts = [
    judge(BUDGETS.messageGrowth, 'small', [
      { name: 'Rivulet', figure: [1.1, 1, 1.2] },
      { name: 'limit', figure: [1.1, 0.5, 2.4] },
    ]),
    judge(BUDGETS.sizeMarkdown, 'engine and renderer', [
      { name: 'Rivulet', figure: 26.7 },
      { name: 'somebody', figure: 150 },
    ]),
  ]
  expect(printBudgets(verdicts).split('\n')).toEqual([
    'budgets: 1 of 2 held',
    '                              figure  budget            × ours',
    'held    bytes → finished message, cost of a delta, small, ×',
    '          Rivulet   1.10 (1.00–1.20)   ≤ 1.2',
    '          limit     1.10 (0.50–2.40)          1.00 (0.50–2.00)',
    'MISSED  size of @rivulet/markdown, minified and compressed, without React, engine and renderer, KB',
    '          Rivulet               26.7    ≤ 26',
    '          somebody               150                      5.62',
    expect.stringMatching(/^ {10}why: .*names of characters/),
  ])
})
