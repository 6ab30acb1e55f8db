import { forwardRef, memo } from 'react'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { Visible } from '../shared/Visible.js'

export interface MessageTextProps extends Omit<PartProps<'div'>, 'labels'> {
  /** All of it so far. */
  text: string
  /** More is coming: a pen stands behind the last word. */
  streaming?: boolean | undefined
}

/** Text as paragraphs, split at blank lines; white space inside them is kept, and each finds its own direction. */
export const MessageText: Part<MessageTextProps, HTMLDivElement> = forwardRef<HTMLDivElement, MessageTextProps>(function MessageText(
  { text, streaming, ...rest },
  ref,
) {
  return (
    <Root tag="div" rootClass="rivulet-text" state={{ streaming }} {...rest} rootRef={ref}>
      {paragraphsOf(text).map((paragraph, index) => (
        // Text only grows at its end, so a paragraph's place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Paragraph key={index} text={paragraph} />
      ))}
    </Root>
  )
})

/** Memoised, so that a growing answer renders its last paragraph alone. */
const Paragraph = memo(function Paragraph({ text }: { text: string }) {
  return (
    <p dir="auto">
      <Visible text={text} />
    </p>
  )
})

function paragraphsOf(text: string): string[] {
  return text.replace(/^\s*\n|\s+$/g, '').split(/\n(?:[^\S\n]*\n)+/)
}
