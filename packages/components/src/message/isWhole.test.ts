import { expect, test } from 'vitest'
import { flawOf, isWhole } from './isWhole.js'

const finished = (finishReason: string | null, lostEvents = 0) => ({ kind: 'complete', finishReason, sawDone: true, lostEvents }) as const

test('an answer that its gateway finished for an ordinary reason is whole', () => {
  for (const reason of ['stop', 'STOP', 'tool_calls', 'end_turn', null]) expect(isWhole(finished(reason)), String(reason)).toBe(true)
})

test.each([
  [finished('length'), 'cut-by-length'],
  [finished('max_tokens'), 'cut-by-length'],
  [finished('content_filter'), 'content-filter'],
  [finished('stop', 2), 'lost-events'],
  [finished('length', 2), 'cut-by-length'],
  [finished('insufficient_system_resource'), 'unknown-reason'],
] as const)('%j is not: %s', (ending, flaw) => {
  expect(flawOf(ending)).toBe(flaw)
  expect(isWhole(ending)).toBe(false)
})

test('an answer that nobody finished is not', () => {
  for (const kind of ['stopped', 'detached', 'truncated'] as const) expect(isWhole({ kind })).toBe(false)
  expect(isWhole({ kind: 'stalled', idleMs: 1 })).toBe(false)
})
