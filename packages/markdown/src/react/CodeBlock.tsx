import { memo, type ReactNode } from 'react'
import type { CodeBlockProps, CodeTextProps, Drawing } from './Drawing.js'
import { CopyButton } from './CopyButton.js'
import type { MarkdownLabels } from './labels.js'
import { drawSequence } from './Sequence.js'
import { visible } from './visible.js'

/** A code block with a header that names its language and copies it. */
export function CodeBlock({ lang, chunks, closed, labels, children, actions }: CodeBlockProps & { actions?: ReactNode }): ReactNode {
  return (
    <figure className="rivulet-codeblock" dir="ltr" data-language={lang ?? undefined} data-closed={closed ? '' : undefined}>
      <figcaption className="rivulet-code-header">
        <span className="rivulet-code-language">{lang ?? labels.code}</span>
        {actions}
        <CopyButton chunks={chunks} labels={labels} />
      </figcaption>
      {children}
    </figure>
  )
}

/** Code as plain text. */
export function drawCodeText({ chunks }: Pick<CodeTextProps, 'chunks'>, drawing: Drawing): ReactNode {
  return drawSequence({ items: chunks, draw: drawChunk, drawing, revision: 0 })
}

function drawChunk(item: string, key: number, { labels }: Drawing): ReactNode {
  return <Chunk key={key} item={item} labels={labels} />
}

const Chunk = memo(function Chunk({ item, labels }: { item: string; labels: MarkdownLabels }): ReactNode {
  return visible(item, labels)
})
