import { describe, expect, test } from 'vitest'
import { BUDGETS, judge, type Budget } from './budgets.ts'

const budget: Budget = { what: 'work', unit: '× limit', kind: 'ratio', most: 1.25 }
const figuresWith = (figure: number) => [
  { name: 'limit', figure: 1 },
  { name: 'Rivulet', figure },
  { name: 'openai-node', figure: 5 },
]
const once = (figure: number) => ({ median: figure, min: figure, max: figure, rounds: [figure] })

describe('a budget', () => {
  test.each([
    [0.8, true],
    [1.25, true],
    [1.2501, false],
    [Number.NaN, false],
    [-Infinity, false],
  ])('of 1.25 against %d: held is %s', (figure, held) => {
    expect(judge(budget, '5000 deltas', figuresWith(figure))).toMatchObject({
      ...budget,
      circumstances: '5000 deltas',
      ours: once(figure),
      held,
    })
  })

  test('is held by the median of its rounds, and others are told as multiples within each round', () => {
    const ours = [1, 2, undefined, 1.2]
    const theirs = [5, 12, 9, undefined]
    const rounds = [
      { name: 'Rivulet', figure: ours },
      { name: 'openai-node', figure: theirs },
    ]
    expect(judge(budget, 'once', rounds)).toEqual({
      ...budget,
      circumstances: 'once',
      ours: { median: 1.2, min: 1, max: 2, rounds: ours },
      held: true,
      others: [{ name: 'openai-node', median: 9, min: 5, max: 12, rounds: theirs, timesOurs: { median: 5.5, min: 5, max: 6 } }],
    })
  })

  test('has no multiples of nothing', () => {
    expect(judge(budget, 'once', figuresWith(0)).others).toEqual([
      { name: 'limit', ...once(1) },
      { name: 'openai-node', ...once(5) },
    ])
  })

  test('has no multiples of a difference', () => {
    const { others } = judge(BUDGETS.chatFrames, 'once', figuresWith(2))
    expect(others.map(({ timesOurs }) => timesOurs)).toEqual([undefined, undefined])
  })

  test('is not held where nothing of ours was measured', () => {
    expect(() => judge(budget, 'once', [{ name: 'limit', figure: 1 }])).toThrow('Nothing was measured')
  })

  test('is one of the project', () => {
    expect(Object.entries(BUDGETS).map(([name, { most }]) => [name, most])).toEqual([
      ['chunks', 1.2],
      ['message', 1.25],
      ['messageGrowth', 1.2],
      ['toolGrowth', 1.2],
      ['partial', 2],
      ['partialGrowth', 1.2],
      ['heapLive', 1.5],
      ['heapPeak', 5],
      ['commits', 1],
      ['rerenders', 0],
      ['size', 8],
      ['relayResume', 300],
      ['relayServed', 0],
      ['relayReturned', 0],
      ['appendMedian', 100],
      ['appendP99', 1000],
      ['appendGrowth', 2],
      ['drawAnswer', 150],
      ['drawCommit', 1.5],
      ['drawGrowth', 1.3],
      ['drawHeap', 6],
      ['removedClosed', 0],
      ['replacedOpen', 1],
      ['chatScript', 2],
      ['chatGrowth', 1.25],
      ['chatTask', 0.3],
      ['chatMount', 1000],
      ['chatKeys', 1.5],
      ['chatFrames', 0],
      ['relaySlope', 1],
      ['sizeChat', 10],
      ['sizeReact', 5],
      ['sizeMarkdown', 26],
      ['sizeAssembled', 75],
    ])
  })
})
