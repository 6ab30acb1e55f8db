import { memo } from 'react'
import { Streamdown } from 'streamdown'
import 'streamdown/styles.css'

/** As AI Elements has it. */
export const Response = memo(function Response({ text, isAnimating }: { text: string; isAnimating: boolean }) {
  return <Streamdown isAnimating={isAnimating}>{text}</Streamdown>
})
