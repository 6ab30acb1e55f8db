import type { ReactNode } from 'react'
import type { MarkdownLabels } from './labels.js'

/**
 * Characters that change or smuggle what is read without being seen: controls, embeddings and overrides of direction, isolates, tags, spaces
 * without width, fillers. Joiners and variants stay where writing needs them, which is not behind ASCII and not behind one another, and so do
 * marks of direction.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE = new RegExp(
  [
    String.raw`[\0-\x08\x0b-\x1f\x7f-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]`,
    String.raw`[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]`,
    String.raw`(?<=[\0-\x7f\u200b-\u200f\u2060-\u206f\u{e0000}-\u{e0fff}])[\u200c\u200d]`,
    String.raw`(?<=[\u061c\u200b-\u200f])[\u061c\u200e\u200f]|(?<!\p{L})\xad`,
    String.raw`(?<=[\0-"$-)+-/:-\x7f\u200b-\u200d\u2060-\u206f\ufe00-\ufe0f\u{e0000}-\u{e0fff}])[\ufe00-\ufe0f]`,
    String.raw`(?<!\p{Unified_Ideograph})[\u{e0100}-\u{e01ef}]`,
  ].join('|'),
  'u',
)
/** Most text has none of these, and is not searched further. */
const UNUSUAL = /[^\t\n\x20-\x7e]/
/** The three flags that are written with tags: England, Scotland, Wales. @see https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences */
const FLAG = /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/u
const PIECES = new RegExp(`(${FLAG.source}|${INVISIBLE.source})`, 'u')
const ALL_PIECES = new RegExp(PIECES.source, 'gu')

/** `text` without characters that would not be seen: for what is read by others than people, and for names. Line feeds and tabs stay. */
export function withoutInvisible(text: string): string {
  return text.replace(ALL_PIECES, (piece) => (FLAG.test(piece) ? piece : ''))
}

/** `text`, with a mark in place of each character that would not be seen. */
export function visible(text: string, labels: MarkdownLabels): ReactNode {
  if (!UNUSUAL.test(text) || !INVISIBLE.test(text)) return text
  return text.split(PIECES).map((piece, index) => {
    // Every second piece is what was looked for.
    if (index % 2 === 0 || FLAG.test(piece)) return piece
    const code = `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    return (
      // A text's pieces stay where they are.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="rivulet-invisible" title={labels.invisible(code)}>
        {code}
      </span>
    )
  })
}
