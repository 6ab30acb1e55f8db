import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createServerWatch } from './serverWatch.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('asks again and again while the server is gone, tells once of each change, and rests when it is back', async () => {
  const answers = [false, new Error('refused'), true]
  const ask = vi.fn(async () => {
    const answer = answers.shift()
    if (typeof answer === 'boolean') return answer
    throw answer
  })
  const watch = createServerWatch('there', ask)
  const told: string[] = []
  watch.subscribe(() => told.push(watch.getSnapshot()))
  expect(await Promise.all([watch.check(), watch.check()])).toEqual([false, false])
  expect(ask).toHaveBeenCalledTimes(1)
  await vi.runAllTimersAsync()
  expect(told).toEqual(['gone', 'there'])
  expect(ask).toHaveBeenCalledTimes(3)
  expect(vi.getTimerCount()).toBe(0)
})
