'use client'
import Ban from 'lucide-react/icons/ban'
import { forwardRef } from 'react'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { MessageText } from './MessageText.js'

export interface RefusalProps extends PartProps<'div'> {
  /** What the model said in place of an answer. */
  text: string
  /** More of it is coming. */
  streaming?: boolean | undefined
}

/** The model declined, and says why. */
export const Refusal: Part<RefusalProps, HTMLDivElement> = forwardRef<HTMLDivElement, RefusalProps>(function Refusal(
  { text, streaming, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  return (
    <Root tag="div" rootClass="rivulet-refusal" {...rest} rootRef={ref}>
      <Ban className="rivulet-icon" aria-label={words.refused} role="img" />
      <MessageText text={text} streaming={streaming} />
    </Root>
  )
})
