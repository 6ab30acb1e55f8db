'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react'
import type { MarkdownOptions } from '@rivulet/markdown'
import { Markdown, type DrawingOptions } from '@rivulet/markdown/react'
import { formatDuration } from '../shared/format.js'
import { resolveLabels, type LabelOverrides } from '../labels/labels.js'
import { classNames, flag, type Part } from '../shared/part.js'

export interface ReasoningProps extends Omit<ComponentPropsWithoutRef<'details'>, 'children' | 'open' | 'onToggle'> {
  /** What the model thought, in markdown. */
  text: string
  /** The model is still thinking: the fold is open and its title says so. */
  streaming?: boolean | undefined
  /** How its markdown is read and drawn. */
  markdown?: (MarkdownOptions & DrawingOptions) | undefined
  /** How long it thought, in milliseconds; left out of the title where it is not known. */
  durationMs?: number | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** What a model thought before it answered: open while it thinks, folded when it is done, and from the first click on as the reader left it. */
export const Reasoning: Part<ReasoningProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, ReasoningProps>(function Reasoning(
  { text, streaming = false, markdown, durationMs, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  const [chosen, setChosen] = useState<boolean>()
  const open = chosen ?? streaming
  const done = durationMs === undefined ? words.thought : words.thoughtFor(formatDuration(durationMs, words.locale))
  return (
    <details {...rest} ref={ref} className={classNames('rivulet-reasoning', className)} open={open} data-streaming={flag(streaming)}>
      {/* The summary is clicked rather than the element toggled: a toggle event cannot tell the reader's will from ours. */}
      <summary
        className="rivulet-summary"
        onClick={(event) => {
          event.preventDefault()
          setChosen(!open)
        }}
      >
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        <span className="rivulet-summary-text">{streaming ? words.thinking : done}</span>
      </summary>
      <Markdown {...markdown} text={text} streaming={streaming} />
    </details>
  )
})
