'use client'
import ArrowDown from 'lucide-react/icons/arrow-down'
import { forwardRef } from 'react'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'

export interface ScrollToLatestProps extends PartProps<'button'> {
  /** How many messages came since the reader left the end. @defaultValue 0 */
  count?: number | undefined
}

/** Leads back to the end of a thread, and tells what came there meanwhile. `Thread` shows it while its reader is elsewhere. */
export const ScrollToLatest: Part<ScrollToLatestProps, HTMLButtonElement> = forwardRef<HTMLButtonElement, ScrollToLatestProps>(
  function ScrollToLatest({ count = 0, labels, ...rest }, ref) {
    const words = useLabels(labels)
    return (
      <Root tag="button" type="button" state={{ new: count > 0 }} {...rest} rootClass="rivulet-to-latest" rootRef={ref}>
        <ArrowDown className="rivulet-icon" />
        <span className={count > 0 ? undefined : 'rivulet-hidden'}>{count > 0 ? words.newMessages(count) : words.toLatest}</span>
      </Root>
    )
  },
)
