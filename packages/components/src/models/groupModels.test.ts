import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { groupModels } from './groupModels.js'

const ids = array(constantFrom('a', 'b', 'c', 'd', 'e'))

test('every model of the list stands in exactly one group, and no other does', () => {
  assert(
    property(ids, ids, ids, (offered, favourites, recent) => {
      const groups = groupModels(
        offered.map((id) => ({ id })),
        favourites,
        recent,
      )
      const shown = groups.flatMap(({ items }) => items)
      expect(shown.toSorted()).toEqual([...new Set(offered)].toSorted())
      expect(groups.every(({ items }) => items.length > 0)).toBe(true)
    }),
  )
})

test('what has no id is not offered', () => {
  const broken = [{ id: '' }, { id: 7 }, {}, { id: 'a' }] as { id: string }[]
  expect(groupModels(broken)).toEqual([{ kind: 'others', items: ['a'] }])
})
