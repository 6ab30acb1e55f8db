import { expect, test } from 'vitest'
import { BUDGETS } from './budgets.ts'
import { reasonFor } from './reasons.ts'

test('a reason is told for its budget, under its circumstances', () => {
  const { what } = BUDGETS.chunks
  expect(reasonFor({ what, circumstances: '7-byte reads' })).toContain('Forty reads')
  expect(reasonFor({ what, circumstances: '64 KiB reads' })).toBeUndefined()
  expect(reasonFor({ what: BUDGETS.sizeMarkdown.what, circumstances: 'engine and renderer' })).toContain('names of characters')
})
