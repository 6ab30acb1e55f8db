'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { withoutInvisible } from '@rivulet/markdown/react'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { asText } from '../shared/asText.js'
import { Root } from '../shared/Root.js'
import { Visible } from '../shared/Visible.js'

export interface WarningsProps extends PartProps<'details'> {
  /** Those of one message; each code stands in them once. */
  warnings: ChatMessage['warnings']
}

/** Codes of warnings about how the client is set up. */
const ABOUT_SET_UP: ReadonlySet<string> = new Set(['key-in-browser'])

/**
 * What was repaired or noticed while an answer was read: one quiet line that unfolds. Draws nothing when there is nothing.
 *
 * A warning about how the client is set up is left out: it would stand under every answer, before readers who can do nothing about it.
 * `message.warnings` holds it for those who can.
 */
export const Warnings: Part<WarningsProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, WarningsProps>(function Warnings(
  { warnings, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const notes = warnings.filter(({ code }) => !ABOUT_SET_UP.has(code))
  if (notes.length === 0) return null
  return (
    <Root tag="details" rootClass="rivulet-warnings" {...rest} rootRef={ref}>
      <summary className="rivulet-summary">
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        {words.warnings(notes.length)}
      </summary>
      <ul dir="auto">
        {notes.map(({ code, message }) => (
          <li key={code} data-code={withoutInvisible(code)}>
            <Visible text={asText(message)} />
          </li>
        ))}
      </ul>
    </Root>
  )
})
