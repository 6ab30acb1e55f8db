import { forwardRef, memo, type ComponentPropsWithoutRef } from 'react'
import { classNames, flag, type Part } from '../shared/part.js'

export interface MessageTextProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  text: string
  /** More is coming: a pen stands behind the last word. */
  streaming?: boolean | undefined
}

/** Text as paragraphs, split at blank lines; white space inside them is kept, and each finds its own direction. */
export const MessageText: Part<MessageTextProps, HTMLDivElement> = forwardRef<HTMLDivElement, MessageTextProps>(function MessageText(
  { text, streaming, className, ...rest },
  ref,
) {
  return (
    <div {...rest} ref={ref} className={classNames('rivulet-text', className)} data-streaming={flag(streaming)}>
      {paragraphsOf(text).map((paragraph, index) => (
        // Text only grows at its end, so a paragraph's place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Paragraph key={index} text={paragraph} />
      ))}
    </div>
  )
})

/** Memoised, so that a growing answer renders its last paragraph alone. */
const Paragraph = memo(function Paragraph({ text }: { text: string }) {
  return <p dir="auto">{text}</p>
})

function paragraphsOf(text: string): string[] {
  return text.replace(/^\s*\n|\s+$/g, '').split(/\n(?:[^\S\n]*\n)+/)
}
