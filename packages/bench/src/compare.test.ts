import { describe, expect, test } from 'vitest'
import { OURS, type Budget, type FigureKind } from './budgets.ts'
import { compare, isRed } from './compare.ts'
import { figuresOf, MACHINE } from './figures.fixture.ts'
import { printComparison } from './printComparison.ts'

const budgetOf = (kind: FigureKind, more: Partial<Budget> = {}): Budget => ({ what: 'work', unit: '×', kind, most: 10, ...more })
const ours = (...figure: number[]) => [{ name: OURS, figure }]
const withOther = (...figure: number[]) => [...ours(1, 2), { name: 'openai-node', figure }]
const withFloor = (base: number, own: number[]) => [...ours(...own), { name: 'floor', figure: own.map((_, round) => base + round) }]
const lookedAt = (count: number) => figuresOf(budgetOf('count'), ours(0), [{ what: 'characters looked at', count }])

/** A time whose budget was held, and is not now. */
function lost(more: Partial<Budget>, machine = MACHINE) {
  const budget = budgetOf('time', more)
  const figures = (own: number[]) => figuresOf(budget, [...ours(...own), { name: 'floor', figure: own }])
  return compare(figures([9, 9.5]), { ...figures([11, 12]), machine })
}

describe('a ratio', () => {
  const budget = budgetOf('ratio')
  const kept = figuresOf(budget, ours(1, 1.1, 1.2))

  test.each([
    ['the same', [1, 1.1, 1.2], false, false],
    ['worse in the middle, with rounds that are far from each other', [1.1, 1.8, 1.9], false, false],
    ['hardly apart, as two processes are', [1.21, 1.25, 1.3], false, false],
    ['worse by more than both are spread', [1.55, 1.6, 1.65], true, true],
    ['better by more than both are spread', [0.55, 0.6, 0.65], true, false],
  ])('that is %s', (_, figures, hasMoved, red) => {
    const comparison = compare(kept, figuresOf(budget, ours(...figures)))
    expect(comparison.moved).toHaveLength(hasMoved ? 1 : 0)
    expect(isRed(comparison)).toBe(red)
  })

  test('of another is named, and is not red', () => {
    const comparison = compare(figuresOf(budget, withOther(4, 4.2)), figuresOf(budget, withOther(8, 8.2)))
    expect(comparison.moved).toMatchObject([{ name: 'openai-node', isWorse: true, isRed: false, was: { max: 4.2 }, is: { min: 8 } }])
    expect(isRed(comparison)).toBe(false)
  })

  test.each([
    ['in another way', `${OURS}, own rows`, true],
    ['by a name that only begins as ours', `${OURS}like`, false],
  ])('%s, as %s: red is %s', (_, name, red) => {
    const figures = (...figure: number[]) => figuresOf(budget, [...ours(1, 2), { name, figure }])
    expect(compare(figures(4, 4.2), figures(8, 8.2)).moved).toMatchObject([{ name, isRed: red }])
  })

  test('below nothing has moved no sooner than one above', () => {
    expect(compare(figuresOf(budget, ours(-2, -2)), figuresOf(budget, ours(-2, -2))).moved).toEqual([])
    expect(isRed(compare(figuresOf(budget, ours(-2, -2)), figuresOf(budget, ours(-1.8, -1.8))))).toBe(true)
  })

  test('on another machine is named, and is not red', () => {
    const elsewhere = { ...figuresOf(budget, ours(2, 2.1)), machine: { ...MACHINE, cpu: 'Other' } }
    const comparison = compare(kept, elsewhere)
    expect(comparison.moved).toMatchObject([{ isWorse: true, isRed: false }])
    expect(printComparison('message', comparison)).toEqual([
      '  message: kept on another machine: of what moved, only counted work and sizes are red',
      '  worse   Rivulet: work, small: 2.05 (2.00–2.10) ×, was 1.10 (1.00–1.20)',
    ])
  })

  test('that was measured once has no range to compare', () => {
    expect(compare(figuresOf(budget, ours(1)), figuresOf(budget, ours(5))).moved).toEqual([])
  })
})

describe('counted work', () => {
  const budget = budgetOf('count')

  test('is red with one more, and named with one less', () => {
    expect(isRed(compare(figuresOf(budget, ours(3)), figuresOf(budget, ours(4))))).toBe(true)
    const less = compare(figuresOf(budget, ours(3)), figuresOf(budget, ours(2)))
    expect(less.moved).toMatchObject([{ isWorse: false }])
    expect(isRed(less)).toBe(false)
  })

  test('with a tolerance is red beyond that, and on the same machine alone', () => {
    const tolerant = budgetOf('count', { tolerance: 2 })
    const kept = figuresOf(tolerant, ours(-3, -3, -3))
    expect(compare(kept, figuresOf(tolerant, ours(-1, -1, -1))).moved).toEqual([])
    const more = figuresOf(tolerant, ours(0, 0, 0))
    expect(isRed(compare(kept, more))).toBe(true)
    expect(isRed(compare(kept, { ...more, machine: { ...MACHINE, v8: 'other' } }))).toBe(false)
    // Of one turn it is not known by how much it differs.
    expect(compare(figuresOf(tolerant, ours(3)), figuresOf(tolerant, ours(9))).moved).toEqual([])
  })

  test('without a budget, too, and on any machine', () => {
    const comparison = compare(lookedAt(100), { ...lookedAt(101), machine: { ...MACHINE, v8: 'other' } })
    expect(isRed(comparison)).toBe(true)
    expect(printComparison('markdown', comparison)[1]).toBe('  RED     Rivulet: characters looked at: 101, was 100')
  })
})

test.each([
  [10.04, false],
  [10.06, true],
])('a size of 10 that is %d KB now: red is %s', (kilobytes, red) => {
  const budget = budgetOf('size', { most: 20 })
  expect(isRed(compare(figuresOf(budget, ours(10)), figuresOf(budget, ours(kilobytes))))).toBe(red)
})

describe('a time', () => {
  test('is told beside another in the same rounds, however slow the machine is', () => {
    const budget = budgetOf('time', { base: 'floor', most: 1000 })
    const kept = figuresOf(budget, withFloor(10, [20, 24]))
    expect(compare(kept, figuresOf(budget, withFloor(100, [200, 210]))).moved).toEqual([])
    const slower = compare(kept, figuresOf(budget, withFloor(10, [40, 48])))
    expect(slower.moved).toMatchObject([{ unit: '× floor', was: { min: 2 }, is: { min: 4 }, isRed: true }])
  })

  test('without another is not compared', () => {
    const budget = budgetOf('time')
    const [kept, taken] = [figuresOf(budget, ours(1, 2)), figuresOf(budget, ours(8, 9))]
    expect(compare(kept, taken).moved).toEqual([])
  })
})

describe('a budget', () => {
  test.each([
    ['held then and surely missed now', [9, 9.9, 10.2], [10.1, 10.2, 10.3], true],
    ['held then and missed now by a median alone', [9, 9.9, 10.2], [9.9, 10.2, 10.3], false],
    ['missed then, too', [10.1, 10.2, 10.3], [10.1, 10.2, 10.3], false],
  ])('that was %s', (_, then, now, red) => {
    const comparison = compare(figuresOf(budgetOf('ratio'), ours(...then)), figuresOf(budgetOf('ratio'), ours(...now)))
    expect(comparison.lost).toHaveLength(red ? 1 : 0)
    expect(isRed(comparison)).toBe(red)
    if (red) expect(printComparison('p', comparison)).toEqual([expect.stringMatching(/^ {2}RED .*budget 10\.0 was held and is missed/)])
  })

  test('of a time is lost, too, and red where nothing else tells of that', () => {
    expect(lost({}).lost).toMatchObject([{ isRed: true }])
    expect(isRed(lost({}))).toBe(true)
    const beside = lost({ base: 'floor' })
    expect(isRed(beside)).toBe(false)
    expect(printComparison('p', beside)).toEqual([expect.stringMatching(/^ {2}worse .*budget 10\.0 was held and is missed/)])
    expect(lost({}, { ...MACHINE, cpu: 'Other' })).toMatchObject({ lost: [{ isRed: false }] })
  })
})

test('of ours what was kept and is not measured any more is red', () => {
  const comparison = compare(figuresOf(budgetOf('ratio'), ours(1, 2)), figuresOf(budgetOf('ratio', { what: 'other work' }), ours(1, 2)))
  expect(comparison.missing).toEqual(['Rivulet: work, small'])
  expect(isRed(comparison)).toBe(true)
  expect(printComparison('p', comparison)).toEqual(['  RED     Rivulet: work, small: kept, but not measured now'])
})

test.each([
  ['a time without another', figuresOf(budgetOf('time'), ours(1)), figuresOf(budgetOf('ratio', { what: 'other' }), ours(1))],
  [
    'another way of use',
    figuresOf(budgetOf('ratio'), [...ours(1), { name: `${OURS}, own rows`, figure: 1 }]),
    figuresOf(budgetOf('ratio'), ours(1)),
  ],
  ['counted work', lookedAt(1), figuresOf(budgetOf('count'), ours(0))],
])('so is %s', (_, kept, taken) => {
  expect(compare(kept, taken).missing).toHaveLength(1)
})

test('another that is not measured any more is not, nor is a figure of ours that was measured once now', () => {
  const comparison = compare(figuresOf(budgetOf('ratio'), withOther(4, 4.2)), figuresOf(budgetOf('ratio'), ours(1)))
  expect(comparison).toMatchObject({ moved: [], lost: [], missing: [] })
})
