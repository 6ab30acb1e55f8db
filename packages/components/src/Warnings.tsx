import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { resolveLabels, type LabelOverrides } from './labels.js'
import { classNames, type Part } from './part.js'

export interface WarningsProps extends Omit<ComponentPropsWithoutRef<'details'>, 'children'> {
  warnings: ChatMessage['warnings']
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** What was repaired or noticed while an answer was read: one quiet line that unfolds. Draws nothing when there is nothing. */
export const Warnings: Part<WarningsProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, WarningsProps>(function Warnings(
  { warnings, labels, className, ...rest },
  ref,
) {
  if (warnings.length === 0) return null
  return (
    <details {...rest} ref={ref} className={classNames('rivulet-warnings', className)}>
      <summary className="rivulet-summary">
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        {resolveLabels(labels).warnings(warnings.length)}
      </summary>
      <ul>
        {warnings.map(({ code, message }, index) => (
          // The list only grows at its end, and one code may stand in it twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} data-code={code} dir="auto">
            {message}
          </li>
        ))}
      </ul>
    </details>
  )
})
