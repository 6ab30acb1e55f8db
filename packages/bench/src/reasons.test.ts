import { expect, test } from 'vitest'
import { DIFFERING } from './answers/Answer.ts'
import { BUDGETS } from './budgets.ts'
import { keptFile, readFigures } from './kept.ts'
import { reasonFor } from './reasons.ts'

test('a reason is told for its budget, under its circumstances', () => {
  const { what } = BUDGETS.chunks
  expect(reasonFor({ what, circumstances: '7-byte reads' })).toContain('Forty reads')
  expect(reasonFor({ what, circumstances: `64 KiB reads, ${DIFFERING}` })).toContain('learnt anew')
  expect(reasonFor({ what, circumstances: '64 KiB reads' })).toBeUndefined()
  expect(reasonFor({ what: BUDGETS.message.what, circumstances: `5000 deltas, ${DIFFERING}` })).toContain('learnt anew')
  expect(reasonFor({ what: BUDGETS.message.what, circumstances: '5000 deltas' })).toBeUndefined()
  expect(reasonFor({ what: BUDGETS.sizeMarkdown.what, circumstances: 'engine and renderer' })).toContain('names of characters')
  const heap = BUDGETS.drawHeap.what
  expect(reasonFor({ what: heap, circumstances: 'at 102,309 characters, Rivulet, code highlighted' })).toContain('token')
  expect(reasonFor({ what: heap, circumstances: 'at 102,309 characters, Rivulet' })).toContain('before anything is drawn')
})

test.each(['quick', 'full'] as const)('each budget that the kept figures of a %s run miss has a reason', (effort) => {
  const missed = Object.values(readFigures(keptFile(effort)).parts).flatMap(({ verdicts }) => verdicts.filter(({ held }) => !held))
  expect(
    missed.filter((verdict) => reasonFor(verdict) === undefined).map(({ what, circumstances }) => `${what}, ${circumstances}`),
  ).toEqual([])
})
