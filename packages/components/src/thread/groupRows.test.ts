import { assert, array, constantFrom, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { createGrouping, GROUP_ROWS, groupRows } from './groupRows.js'

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `m${from + index}`)

test('what is put before the first row moves no row into another group', () => {
  const before = groupRows(ids(100, 200))
  const after = groupRows(ids(50, 200), before)
  expect(after.groups.slice(-3).map(({ key, items }) => [key, items])).toEqual(
    before.groups.slice(-3).map(({ key, items }) => [key, items]),
  )
  expect(after.groups.at(-1)?.start).toBe(146)
})

test('groups whose rows are the same are the same objects, whatever array the rows came in', () => {
  const before = groupRows(ids(0, 100))
  const after = groupRows([...ids(0, 100), 'new'], before)
  expect(after.groups.slice(0, 3)).toEqual(before.groups.slice(0, 3))
  after.groups.slice(0, 3).forEach((group, index) => expect(group).toBe(before.groups[index]))
  expect(after.groups[3]?.items).toEqual([...ids(96, 100), 'new'])
})

test('a conversation that has no row in common with the one before is counted from nought', () => {
  expect(groupRows(['other'], groupRows(ids(50, 80), groupRows(ids(60, 80)))).origin).toBe(0)
})

test('whatever is put before, behind and taken away: all rows, in their order, in groups that are full but for the outer ones', () => {
  const change = tuple(constantFrom('before', 'behind', 'drop'), integer({ min: 0, max: 70 }))
  assert(
    property(array(change, { maxLength: 12 }), (changes) => {
      const group = createGrouping()
      let [from, to] = [1000, 1040]
      for (const [what, count] of changes) {
        if (what === 'before') from -= count
        else if (what === 'behind') to += count
        else to = Math.max(from, to - count)
        const { groups } = group(ids(from, to))
        expect(groups.flatMap(({ items }) => items)).toEqual(ids(from, to))
        expect(groups.slice(1, -1).every(({ items }) => items.length === GROUP_ROWS)).toBe(true)
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
        expect(groups.every(({ start, items }) => items[0] === ids(from, to)[start])).toBe(true)
      }
    }),
  )
})
