import { describe, expect, test } from 'vitest'
import { BUDGETS, judge } from './budgets.ts'
import { print } from './print.ts'

const budget = { what: 'work', unit: '× limit', most: 1.25 }
const figuresWith = (figure: number) => [
  { name: 'limit', figure: 1 },
  { name: 'Rivulet', figure },
  { name: 'openai-node', figure: 5.3 },
]

describe('a budget', () => {
  test.each([
    [0.8, true],
    [1.25, true],
    [1.2501, false],
    [Number.NaN, false],
  ])('of 1.25 against %d: held is %s', (figure, held) => {
    expect(judge(budget, '5000 deltas', figuresWith(figure))).toEqual({
      what: 'work, 5000 deltas',
      unit: '× limit',
      most: 1.25,
      figure,
      held,
      others: [
        { name: 'limit', figure: 1 },
        { name: 'openai-node', figure: 5.3 },
      ],
    })
  })

  test('is not held where nothing of ours was measured', () => {
    expect(() => judge(budget, 'once', [{ name: 'limit', figure: 1 }])).toThrow('Nothing was measured')
  })

  test('is one of the project', () => {
    expect(Object.values(BUDGETS).map(({ most }) => most)).toEqual([
      1.2, 1.25, 1.2, 1.2, 2, 1.2, 1.5, 5, 8, 300, 100, 1000, 2, 150, 1.5, 1.3, 6, 0, 1, 2, 1.25, 0.3, 1000, 1.5, 0, 1,
    ])
  })
})

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 })

test('a report tells figures in columns, and each budget with what the others need', () => {
  const report = {
    tables: [
      {
        title: 'bytes → work',
        columns: ['µs', '× limit'],
        rows: [
          { name: 'limit', figures: [spread(3.456), spread(1)] },
          { name: 'Rivulet', figures: [spread(1234.5), undefined] },
        ],
      },
    ],
    verdicts: [judge(budget, 'small', figuresWith(1.1)), judge(budget, 'large', figuresWith(12.34))],
  }
  expect(print(report).split('\n')).toEqual([
    'bytes → work',
    '                          µs           × limit',
    '  limit     3.46 (1.73–6.91)  1.00 (0.50–2.00)',
    '  Rivulet  1,235 (617–2,469)                 -',
    '',
    'budgets',
    '  held    work, small: 1.10 × limit, budget 1.25 (limit 1.00, openai-node 5.30)',
    '  missed  work, large: 12.3 × limit, budget 1.25 (limit 1.00, openai-node 5.30)',
  ])
})
