import { memo, type ReactNode } from 'react'
import type { FootnoteDefinition } from '../tree.js'
import { BackLink } from './BackLink.js'
import { drawChildren } from './Block.js'
import { directionOf } from './directionOf.js'
import type { Drawing } from './Drawing.js'

/**
 * What stands behind the text: the footnotes, in the order in which they are defined, for then no number is ever changed.
 */
export function drawFootnotes(footnotes: readonly FootnoteDefinition[], drawing: Drawing): ReactNode {
  if (footnotes.length === 0) return null
  return (
    <section className="rivulet-footnotes" role="doc-endnotes" aria-label={drawing.labels.footnotes}>
      <ol>
        {footnotes.map((node) => (
          <Footnote key={node.number} node={node} version={node.version} drawing={drawing} />
        ))}
      </ol>
    </section>
  )
}

interface FootnoteProps {
  node: FootnoteDefinition
  version: number
  drawing: Drawing
}

const Footnote = memo(function Footnote({ node, drawing }: FootnoteProps): ReactNode {
  const number = node.number ?? 0
  return (
    <li id={`${drawing.idPrefix}fn-${number}`} value={number} tabIndex={-1} dir={directionOf(node)}>
      {drawChildren(node, 'within', drawing)}
      <BackLink number={number} label={drawing.labels.backToText(number)} />
    </li>
  )
})
