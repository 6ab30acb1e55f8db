import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextFrame } from './frame.js'

/** Frames of a page, which come when they are told to. */
let frames: Map<number, () => void>

beforeEach(() => {
  vi.useFakeTimers()
  frames = new Map()
  let last = 0
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frames.set(++last, run)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id))
})

afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function draw(): void {
  const due = [...frames.values()]
  frames.clear()
  for (const run of due) run()
}

test('commits with the next frame, and never again', () => {
  const commit = vi.fn<() => void>()
  nextFrame(commit)
  expect(commit).not.toHaveBeenCalled()
  draw()
  vi.advanceTimersByTime(1000)
  draw()
  expect(commit).toHaveBeenCalledOnce()
})

test('a page that gets no frames commits within 250 ms, each once', () => {
  const commits = [vi.fn<() => void>(), vi.fn<() => void>()]
  nextFrame(commits[0]!)
  vi.advanceTimersByTime(100)
  nextFrame(commits[1]!)
  vi.advanceTimersByTime(250)
  for (const commit of commits) expect(commit).toHaveBeenCalledOnce()
  draw()
  for (const commit of commits) expect(commit).toHaveBeenCalledOnce()
  // And the next ones too.
  const later = vi.fn<() => void>()
  nextFrame(later)
  vi.advanceTimersByTime(250)
  expect(later).toHaveBeenCalledOnce()
})

test('what asks for its next frame while it commits late is not run twice at once', () => {
  let count = 0
  const again = (): void => {
    count++
    if (count < 4) nextFrame(again)
  }
  nextFrame(again)
  vi.advanceTimersByTime(250)
  expect(count).toBe(1)
  vi.advanceTimersByTime(750)
  expect(count).toBe(4)
})

test('a commit that was called off does not come, with a frame or without', () => {
  const commit = vi.fn<() => void>()
  nextFrame(commit)()
  draw()
  vi.advanceTimersByTime(1000)
  expect(commit).not.toHaveBeenCalled()
})

test('frames that come in time share a timer, and leave none behind', () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  for (let frame = 0; frame < 6; frame++) {
    nextFrame(() => {})
    vi.advanceTimersByTime(16)
    draw()
  }
  expect(timers).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(250)
  expect(vi.getTimerCount()).toBe(0)
  timers.mockRestore()
})
