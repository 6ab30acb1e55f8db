import { expect, test } from 'vitest'
import { measureSizes, readLimits } from './sizes.ts'

test('nothing that is published has grown past its limit; run "pnpm run sizes" where the growth is worth it, and commit the limits', async () => {
  const [sizes, limits] = [await measureSizes(), readLimits()]
  expect(Object.keys(sizes)).toEqual(Object.keys(limits))
  const grown = Object.entries(sizes).filter(([name, bytes]) => bytes > (limits[name] ?? 0))
  expect(grown.map(([name, bytes]) => `${name}: ${bytes} bytes, the limit is ${limits[name]}`)).toEqual([])
  // An entry whose code was lost in the bundle would be small, too.
  expect(Object.entries(sizes).filter(([, bytes]) => bytes < 100)).toEqual([])
})
