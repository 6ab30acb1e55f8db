'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, useEffect, useRef, useState } from 'react'
import type { MarkdownOptions } from '@rivulet/markdown'
import { Markdown, type DrawingOptions } from '@rivulet/markdown/react'
import { formatDuration } from '../shared/format.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { useFold } from './useFold.js'

export interface ReasoningProps extends PartProps<'details', 'open' | 'onToggle'> {
  /** What the model thought, in markdown. */
  text: string
  /** The model is still thinking: the fold is open and its title says so. */
  streaming?: boolean | undefined
  /** How its markdown is read and drawn. */
  markdown?: (MarkdownOptions & DrawingOptions) | undefined
  /** How long it thought, in milliseconds. Without it the part tells how long it saw the model think, and of thoughts that were whole from the start nothing. */
  durationMs?: number | undefined
}

/** What a model thought before it answered: open while it thinks, folded when it is done, and from the first click on as the reader left it. */
export const Reasoning: Part<ReasoningProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, ReasoningProps>(function Reasoning(
  { text, streaming = false, markdown, durationMs, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const { open, onSummaryClick } = useFold(streaming)
  const seenMs = useSeenDuration(streaming)
  const tookMs = durationMs ?? seenMs
  const done = tookMs === undefined ? words.thought : words.thoughtFor(formatDuration(tookMs, words.locale))
  return (
    <Root tag="details" rootClass="rivulet-reasoning" state={{ streaming }} open={open} {...rest} rootRef={ref}>
      <summary className="rivulet-summary" onClick={onSummaryClick}>
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        <span className="rivulet-summary-text">{streaming ? words.thinking : done}</span>
      </summary>
      <Markdown {...markdown} text={text} streaming={streaming} />
    </Root>
  )
})

/** For how long it streamed before the reader's eyes. */
function useSeenDuration(streaming: boolean): number | undefined {
  const startedAtMs = useRef<number>(undefined)
  const [seenMs, setSeenMs] = useState<number>()
  useEffect(() => {
    if (streaming) startedAtMs.current ??= performance.now()
    else if (startedAtMs.current !== undefined) setSeenMs(performance.now() - startedAtMs.current)
  }, [streaming])
  return seenMs
}
