import * as fc from 'fast-check'
import type { CodeLines, Line } from './CodeLines.js'

/** Code in which what a line is hangs on those before it. */
export const CODE: string = 'const a = `b\n c` // d\n\n/* e\nf */ let g = 1\n'
const CODE_CHARACTERS = Array.from(CODE)

/** Heaps of what cuts code into lines and tokens. */
export const codes: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...CODE_CHARACTERS, CODE, '\n', '/*', '*/', '`', '"', '😀', 'x'.repeat(700), 'y\n'.repeat(40), '\ud83d'), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''))

export function allOf({ views }: CodeLines): Line[] {
  return views.flatMap(({ group }) => group.lines)
}
