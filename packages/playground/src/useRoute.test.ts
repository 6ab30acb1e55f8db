import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { hrefOf, parseRoute } from './useRoute.js'

test('every route is told by its address', () => {
  assert(
    property(string({ minLength: 1, unit: 'grapheme' }), (id) => {
      const route = { view: 'chat', id } as const
      expect(parseRoute(hrefOf(route))).toEqual(route)
    }),
  )
  for (const view of ['compare', 'structured'] as const) expect(parseRoute(hrefOf({ view }))).toEqual({ view })
})

test.each(['', '#', '#/', '#/c/', '#/c/%E0%A4%A', '#/c/a/b', '#/elsewhere'])('%s names none', (hash) => {
  expect(parseRoute(hash)).toBeUndefined()
})
