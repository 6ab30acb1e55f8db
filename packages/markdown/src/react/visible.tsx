import type { ReactNode } from 'react'
import type { MarkdownLabels } from './labels.js'

/**
 * Characters that change or smuggle what is read without being seen: controls, embeddings and overrides of direction, isolates, tags, spaces
 * without width, fillers. Joiners and variants stay where writing needs them, which is not behind ASCII and not behind one another, and so do
 * marks of direction; and spaces without width in Thai, Lao, Burmese and Khmer, which part words by them.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE = [
  /(?!\r\n)(?!\u200b(?:(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\u200b)|(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])))(?![\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}\t\n\xad\u061c\u200c-\u200f])[\p{Cc}\p{DI}\p{Zl}\p{Zp}\ufff9-\ufffb]/u,
  /(?<=[\0-\x7f\u200b-\u200f\u2060-\u206f\u{e0000}-\u{e0fff}])[\u200c\u200d]/u,
  /(?<=[\u061c\u200b-\u200f])[\u061c\u200e\u200f]|(?<!\p{L})\xad/u,
  /(?<![#*\d\u200e\u200f])(?<=[\ufe00-\ufe0f\0-\x7f\u200b-\u200f\u2060-\u206f\u{e0000}-\u{e0fff}])[\ufe00-\ufe0f]/u,
  /(?<!\p{Unified_Ideograph})[\u{e0100}-\u{e01ef}]/u,
]
/** Most text has none of these, and is not searched further. */
const UNUSUAL = /[^\t\n\x20-\x7e]/
/** The three flags that are written with tags: England, Scotland, Wales. @see https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences */
const FLAG = /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/u
const PIECES = new RegExp(`(${[FLAG, ...INVISIBLE].map(({ source }) => source).join('|')})`, 'gu')

/**
 * A text that somebody else wrote without the characters in it that would not be seen, such as those that turn its direction round or smuggle a text into
 * it: for names, and for what is read by others than people. Line breaks and tabs stay, and joiners and marks of direction where writing needs them.
 */
export function withoutInvisible(text: string): string {
  return UNUSUAL.test(text) ? text.replace(PIECES, (piece) => (FLAG.test(piece) ? piece : '')) : text
}

/**
 * A text that somebody else wrote, as React draws it, with a mark in place of each character that {@link withoutInvisible} would take away: its number,
 * such as `U+202E`, in an element of the class `rivulet-invisible`.
 *
 * @param labels - what a mark says of itself under the pointer; without them it says nothing
 */
export function visible(text: string, labels?: Pick<MarkdownLabels, 'invisible'>): ReactNode {
  const pieces = UNUSUAL.test(text) ? text.split(PIECES) : []
  if (pieces.length < 2) return text
  return pieces.map((piece, index) => {
    // Every second piece is what was looked for.
    if (index % 2 === 0 || FLAG.test(piece)) return piece
    const code = `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    return (
      // A text's pieces stay where they are.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="rivulet-invisible" title={labels?.invisible(code)}>
        {code}
      </span>
    )
  })
}
