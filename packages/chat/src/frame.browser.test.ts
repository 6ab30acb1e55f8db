// When a growing answer is shown, in a page that gets frames and in one that gets none.
import { afterEach, expect, it, vi } from 'vitest'
import { nextFrame } from './frame.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const frames = async (count: number) => {
  for (let nth = 0; nth < count; nth++) await new Promise(requestAnimationFrame)
}

it('with the next frame, once', async () => {
  const commit = vi.fn()
  nextFrame(commit)
  expect(commit).not.toHaveBeenCalled()
  await expect.poll(() => commit.mock.calls.length).toBe(1)
  await frames(2)
  // The other of both ways was called off.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(commit).toHaveBeenCalledTimes(1)
})

it('without one where the page gets none, as while it is hidden', async () => {
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0)
  const commit = vi.fn()
  nextFrame(commit)
  await expect.poll(() => commit.mock.calls.length).toBe(1)
})

it('never, where it is called off', async () => {
  const commit = vi.fn()
  const cancel = nextFrame(commit)
  cancel()
  await frames(3)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(commit).not.toHaveBeenCalled()
})
