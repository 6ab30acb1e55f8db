import { assert, option, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { hrefOf, parseRoute } from './useRoute.js'

const name = string({ minLength: 1, unit: 'grapheme' })

test('every route is told by its address', () => {
  assert(
    property(name, option(name, { nil: undefined }), (id, messageId) => {
      const route = { view: 'chat', id, ...(messageId === undefined ? {} : { messageId }) } as const
      expect(parseRoute(hrefOf(route))).toEqual(route)
    }),
  )
  for (const view of ['compare', 'structured'] as const) expect(parseRoute(hrefOf({ view }))).toEqual({ view })
})

test.each(['', '#', '#/', '#/c/', '#/c/%E0%A4%A', '#/c/a/', '#/c/a/%E0%A4%A', '#/c/a/b/c', '#/elsewhere'])('%s names none', (hash) => {
  expect(parseRoute(hash)).toBeUndefined()
})
