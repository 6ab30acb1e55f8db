'use client'
import { forwardRef } from 'react'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'

export interface WaitingProps extends PartProps<'div'> {
  /** The number of the try that follows one that failed, from 2: said beside the dots. */
  attempt?: number | undefined
}

/** Three dots that stand where an answer will be, until its first token. They stand still under reduced motion. */
export const Waiting: Part<WaitingProps, HTMLDivElement> = forwardRef<HTMLDivElement, WaitingProps>(function Waiting(
  { attempt, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const note = attempt === undefined ? undefined : words.retrying(attempt)
  return (
    <Root tag="div" rootClass="rivulet-waiting" role="img" aria-label={note ?? words.waiting} {...rest} rootRef={ref}>
      <span />
      <span />
      <span />
      {note === undefined ? null : <p dir="auto">{note}</p>}
    </Root>
  )
})
