import type { ReactNode } from 'react'
import type { MarkdownLabels } from './labels.js'

/**
 * Characters that change or smuggle what is read without being seen: controls, embeddings and overrides of direction, isolates, tags.
 * Joiners and marks of direction stay: languages need them.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u
/** The three flags that are written with tags: England, Scotland, Wales. @see https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences */
const FLAG = /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/u
const PIECES = new RegExp(`(${FLAG.source}|${INVISIBLE.source})`, 'u')

/** `text`, with a mark in place of each character that would not be seen. */
export function visible(text: string, labels: MarkdownLabels): ReactNode {
  if (!INVISIBLE.test(text)) return text
  return text.split(PIECES).map((piece, index) => {
    if (!INVISIBLE.test(piece) || FLAG.test(piece)) return piece
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
