import { expect, it } from 'vitest'
import { memoryStorage, storageName } from '../index.js'

it('is the name of a storage that has one', () => {
  expect(storageName(memoryStorage({ name: 'ours' }))).toBe('ours')
})

it('is one that no other storage has, and stays, where a storage has none', () => {
  const [one, two] = [memoryStorage(), memoryStorage()]
  expect(storageName(one)).toMatch(/./)
  expect(storageName(one)).toBe(storageName(one))
  expect(storageName(one)).not.toBe(storageName(two))
})
