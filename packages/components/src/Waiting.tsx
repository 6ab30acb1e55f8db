import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { resolveLabels, type LabelOverrides } from './labels.js'
import { classNames, type Part } from './part.js'

export interface WaitingProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The number of the try that follows one that failed, from 2: said beside the dots. */
  attempt?: number | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** Three dots that stand where an answer will be, until its first token. They stand still under reduced motion. */
export const Waiting: Part<WaitingProps, HTMLDivElement> = forwardRef<HTMLDivElement, WaitingProps>(function Waiting(
  { attempt, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  const note = attempt === undefined ? undefined : words.retrying(attempt)
  return (
    <div {...rest} ref={ref} className={classNames('rivulet-waiting', className)} role="img" aria-label={note ?? words.waiting}>
      <span />
      <span />
      <span />
      {note === undefined ? null : <p dir="auto">{note}</p>}
    </div>
  )
})
