import { expect, test } from 'vitest'
import { measureSizes, readLimits } from './sizes.ts'

const inWords = ({ name, bytes, limit }: { name: string; bytes: number; limit: number }) => `${name}: ${bytes} bytes, the limit is ${limit}`

test('nothing that is published has grown past its limits; run "pnpm run sizes" where the growth is worth it, and commit the limits', async () => {
  const [sizes, limits] = [await measureSizes(), readLimits()]
  expect(Object.keys(sizes)).toEqual(Object.keys(limits))
  const loads = Object.entries(sizes).flatMap(([name, { first, later }]) => [
    { name: `${name}, loaded at first`, bytes: first, limit: limits[name]?.first ?? 0 },
    { name: `${name}, loaded later`, bytes: later, limit: limits[name]?.later ?? 0 },
  ])
  expect(loads.filter(({ bytes, limit }) => bytes > limit).map(inWords)).toEqual([])
  // Code that was lost in the bundle would be small, too.
  expect(loads.filter(({ bytes, limit }) => bytes < limit / 2).map(inWords)).toEqual([])
})
