import type { ReactNode } from 'react'

/**
 * Characters that change or smuggle what is read without being seen: controls, embeddings, overrides and isolates of direction, tags, spaces
 * without width, fillers. Joiners and marks of direction are left: writing needs them.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const UNSEEN =
  '(?![\\t\\n])(?!\\r\\n)[\\p{Cc}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u200b\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}]|(?<!\\p{Unified_Ideograph})[\\u{e0100}-\\u{e01ef}]'
/** The three flags that are written with tags. @see https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences */
const FLAG = '\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{5}\\u{e007f}'
const PIECES = new RegExp(`(${FLAG}|${UNSEEN})`, 'u')
const EVERY_PIECE = new RegExp(PIECES, 'gu')
/** Most text has none of these, and is not searched further. */
const UNUSUAL = /[^\t\n\x20-\x7e]/

/** `text` without what is not seen in it: for names, and for what is read by others than people. */
export function withoutUnseen(text: string): string {
  return UNUSUAL.test(text) ? text.replace(EVERY_PIECE, (piece) => (isFlag(piece) ? piece : '')) : text
}

/** A text that somebody else wrote, with a mark in place of each character that would not be seen. */
export function Visible({ text }: { text: string }): ReactNode {
  const pieces = UNUSUAL.test(text) ? text.split(PIECES) : []
  if (pieces.length < 2) return text
  return pieces.map((piece, index) => {
    // Every second piece is what was looked for.
    if (index % 2 === 0 || isFlag(piece)) return piece
    return (
      // A text's pieces stay where they are.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="rivulet-invisible">
        {codeOf(piece)}
      </span>
    )
  })
}

function isFlag(piece: string): boolean {
  return piece.startsWith('\u{1f3f4}')
}

/** As Unicode writes it: `U+202E`. */
function codeOf(piece: string): string {
  return `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
