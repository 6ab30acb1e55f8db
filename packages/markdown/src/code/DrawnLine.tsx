import { memo, type MemoExoticComponent, type ReactNode } from 'react'
import type { MarkdownLabels } from '../react/labels.js'
import { visible } from '../react/visible.js'
import type { Line } from './CodeLines.js'
import type { TokenKind } from './Highlighter.js'

interface DrawnLineProps {
  line: Pick<Line, 'text' | 'tokens'>
  labels: MarkdownLabels
}

/** A line: its tokens, and as plain text what came since they were read. */
export const DrawnLine: MemoExoticComponent<(props: DrawnLineProps) => ReactNode> = memo(function DrawnLine({
  line: { text, tokens },
  labels,
}) {
  const drawn: ReactNode[] = []
  let end = 0
  let plain = ''
  const flush = () => {
    if (plain !== '') drawn.push(visible(plain, labels))
    plain = ''
  }
  for (const { text: piece, kind } of tokens ?? []) {
    end += piece.length
    if (kind === null) {
      plain += piece
    } else {
      flush()
      drawn.push(
        <span key={drawn.length} className={classOf(kind)}>
          {visible(piece, labels)}
        </span>,
      )
    }
  }
  plain += text.slice(end)
  flush()
  return drawn
})

/** One string for all tokens of a kind: a long block has thousands. */
function classOf(kind: TokenKind): string {
  return (classes[kind] ??= `rivulet-code-${kind}`)
}

const classes: Partial<Record<TokenKind, string>> = {}
