import { createJsonIndenter, isIndentable, type JsonIndenter } from './indentJson.js'

/** A piece is closed once it is so long: what grows behind it draws it no more. */
const PIECE_CHARS = 2_000

/** A text that grows, in pieces of which only the last changes. */
export interface GrowingJson {
  /** The pieces of all the text so far. Text that goes on from the last call's costs what was added; any other begins anew. */
  read: (text: string) => readonly string[]
}

/** Sets JSON on lines while it is written: what stands there stays as it is. What is no JSON, or too long for that, is left as it comes. */
export function createGrowingJson(isJson: boolean): GrowingJson {
  let seen = ''
  let indenter: JsonIndenter | undefined
  let pieces: readonly string[] = []

  return {
    read(text) {
      if (text === seen) return pieces
      const isIndented = isJson && isIndentable(text)
      if (isIndented !== (indenter !== undefined) || !text.startsWith(seen)) {
        seen = ''
        pieces = []
        indenter = isIndented ? createJsonIndenter() : undefined
      }
      const added = text.slice(seen.length)
      pieces = joined(pieces, indenter ? indenter.push(added) : added)
      seen = text
      return pieces
    },
  }
}

function joined(pieces: readonly string[], added: string): readonly string[] {
  const next = [...pieces]
  let rest = (next.pop() ?? '') + added
  while (rest.length > PIECE_CHARS) {
    // Never within a character, nor right before what belongs to it.
    const end = endOfPiece(rest)
    next.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...next, rest]
}

/** Behind the last line break or blank of what is a piece, where it has one near its end. */
function endOfPiece(text: string): number {
  const blank = Math.max(text.lastIndexOf('\n', PIECE_CHARS), text.lastIndexOf(' ', PIECE_CHARS))
  if (blank > PIECE_CHARS / 2) return blank + 1
  const last = text.charCodeAt(PIECE_CHARS - 1)
  return last >= 0xd800 && last < 0xdc00 ? PIECE_CHARS - 1 : PIECE_CHARS
}
