import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttled, type FrameScheduler } from './index.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Frames as a screen has them: at every multiple of 10 ms. */
const everyTenMs: FrameScheduler = (commit) => {
  const timer = setTimeout(commit, 10 - (performance.now() % 10))
  return () => clearTimeout(timer)
}

/** When commits came, in milliseconds, while something new came every millisecond of `forMs`. */
function commitsOf(schedule: FrameScheduler, forMs: number): number[] {
  const startMs = performance.now() + 10 - (performance.now() % 10)
  vi.advanceTimersByTime(startMs - performance.now())
  const commits: number[] = []
  let cancel: (() => void) | undefined
  for (let ms = 0; ms < forMs; ms += 1) {
    cancel ??= schedule(() => {
      cancel = undefined
      commits.push(performance.now() - startMs)
    })
    vi.advanceTimersByTime(1)
  }
  cancel?.()
  expect(vi.getTimerCount()).toBe(0)
  return commits
}

it('commits with a frame, and as long after the last one as it was told', () => {
  expect(commitsOf(throttled(25, everyTenMs), 100)).toEqual([10, 40, 70, 100])
})

it('commits with each frame where there is nothing to wait for', () => {
  for (const ms of [0, -5, Number.NaN]) expect(commitsOf(throttled(ms, everyTenMs), 50)).toEqual([10, 20, 30, 40, 50])
})

it('asks anew how long, for each commit', () => {
  let ms = 45
  const schedule = throttled(() => ms, everyTenMs)
  expect(commitsOf(schedule, 100)).toEqual([10, 60])
  vi.advanceTimersByTime(1000)
  ms = 0
  expect(commitsOf(schedule, 30)).toEqual([10, 20, 30])
})

it('does nothing once it was called off, while it waits and while its frame is to come', () => {
  const commit = vi.fn()
  const schedule = throttled(25, everyTenMs)
  schedule(commit)
  vi.advanceTimersByTime(10)
  expect(commit).toHaveBeenCalledTimes(1)
  schedule(commit)()
  const callOff = schedule(commit)
  vi.advanceTimersByTime(26)
  callOff()
  vi.advanceTimersByTime(1000)
  expect(commit).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})
