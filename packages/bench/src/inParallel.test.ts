import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParallel } from './inParallel.ts'

test.each([1, 2, 9])('%d at a time, each item once, with the results in their order', async (width) => {
  let running = 0
  let most = 0
  const results = await inParallel([5, 1, 3, 2], width, async (ms) => {
    most = Math.max(most, ++running)
    await sleep(ms)
    running--
    return 10 * ms
  })
  expect(results).toEqual([50, 10, 30, 20])
  expect(most).toBe(Math.min(width, 4))
})

test('what fails is told', async () => {
  await expect(inParallel([1, 2], 2, (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item)))).rejects.toThrow(
    'two',
  )
})
