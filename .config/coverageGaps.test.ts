import { expect, it } from 'vitest'
import { coverageGaps } from './coverageGaps.mjs'

const at = (line: number, last = line) => ({ start: { line, column: 0 }, end: { line: last, column: 9 } })

const reached = {
  statementMap: { 0: at(2), 1: at(6) },
  s: { 0: 3, 1: 1 },
  branchMap: { 0: { loc: at(2), locations: [at(2), {}] } },
  b: { 0: [1, 2] },
  fnMap: { 0: { name: 'outer', loc: at(1, 9) }, 1: { name: '(anonymous_1)', loc: at(5, 7) }, 2: { name: 'inner', loc: at(4, 8) } },
}

it('are none where everything was reached', () => {
  expect(coverageGaps({ '/home/a/packages/core/src/read.ts': reached }, 'packages/core/src')).toEqual([])
})

it('are named by their functions: statements and branches, also those that are not written down', () => {
  const file = { ...reached, s: { 0: 3, 1: 0 }, b: { 0: [1, 0] } }
  expect(coverageGaps({ '/home/a/packages/core/src/x/read.ts': file }, 'packages/core/src')).toEqual(['x/read.ts: outer (2); inner (6)'])
  expect(coverageGaps({ '/home/a/packages/core/src/read.ts': { ...file, fnMap: {} } }, 'packages/core/src')).toEqual(['read.ts: (2, 6)'])
})
