import type { Block, Inline } from '../tree.js'

/** Outermost blocks find their own direction; undefined leaves them that of the page. */
export type Direction = 'ltr' | 'rtl' | undefined

/** How far to look for a letter. */
const LOOKED_AT_CHARS = 1000

const LETTER = /\p{L}/u
/** Letters of the scripts that run from right to left. @see https://www.unicode.org/reports/tr9/#Table_Bidirectional_Character_Types */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * The direction of the first letter in a block, code and formulas left out.
 *
 * In place of `dir="auto"`, for which a browser looks through the whole element each time anything in it changes, until it finds a letter: a
 * long table of figures would cost more with each row.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#the-dir-attribute
 */
export function directionOf(block: Block): Direction {
  let left = LOOKED_AT_CHARS
  for (const text of textsOf(block)) {
    const letter = LETTER.exec(text.slice(0, left))
    if (letter !== null) return RIGHT_TO_LEFT.test(letter[0]) ? 'rtl' : 'ltr'
    left -= text.length + 1
    if (left <= 0) break
  }
  return undefined
}

function* textsOf(block: Block): Generator<string> {
  if ('content' in block) for (const run of block.content.runs) yield* inlineTexts(run)
  else if ('cells' in block) for (const { runs } of block.cells) for (const run of runs) yield* inlineTexts(run)
  else if ('children' in block) for (const child of block.children) yield* textsOf(child)
  else if (block.type === 'html') yield* block.shown.chunks
  // What has nothing to look at counts for a character, so that there is an end to it.
  yield ''
}

function* inlineTexts(nodes: readonly Inline[]): Generator<string> {
  for (const node of nodes)
    if ('children' in node) yield* inlineTexts(node.children)
    else yield node.type === 'text' || node.type === 'html' ? node.value : ''
}
