import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

test('a line for each thing under way, a dot for each bit of it, and the time at each minute', () => {
  let text = ''
  let nowMs = 5000
  const progress = createProgress({ write: (more: string) => (text += more) }, () => nowMs)
  progress.step('a')
  progress.step('a')
  nowMs += 125_000
  progress.step('b')
  progress.step('b')
  progress.end()
  expect(text).toBe('a ..\nb . 2 min .\n')
})
