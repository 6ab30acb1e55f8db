import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { resolveLabels, type LabelOverrides } from './labels.js'
import { classNames, type Part } from './part.js'

export interface WaitingProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** Three dots that stand where an answer will be, until its first token. They stand still under reduced motion. */
export const Waiting: Part<WaitingProps, HTMLDivElement> = forwardRef<HTMLDivElement, WaitingProps>(function Waiting(
  { labels, className, ...rest },
  ref,
) {
  return (
    <div {...rest} ref={ref} className={classNames('rivulet-waiting', className)} role="img" aria-label={resolveLabels(labels).waiting}>
      <span />
      <span />
      <span />
    </div>
  )
})
