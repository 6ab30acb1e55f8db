import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { belongsToComposition } from '../composer/composition.js'
import type { Labels } from '../labels/labels.js'

interface TitleFieldProps {
  title: string
  /** The new title, trimmed; undefined where the old one stays. `isByKey`: Enter or Escape ended it, rather than a loss of the focus. */
  onEnd: (title: string | undefined, isByKey: boolean) => void
  words: Labels
}

/** A title in the making: Enter takes it, Escape does not, and to look elsewhere takes it, too. An empty one is none. */
export function TitleField({ title, onEnd, words }: TitleFieldProps): ReactNode {
  const [text, setText] = useState(title)
  const field = useRef<HTMLInputElement>(null)
  const composedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const hasEnded = useRef(false)

  // After the menu it was chosen from has given the focus back.
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])

  const end = (given: string | undefined, isByKey: boolean) => {
    if (hasEnded.current) return
    hasEnded.current = true
    onEnd(given?.trim() || undefined, isByKey)
  }

  return (
    <input
      ref={field}
      className="rivulet-conversation-field"
      aria-label={words.newTitle}
      dir="auto"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(text, false)}
      onCompositionEnd={(event) => {
        composedAtMs.current = event.timeStamp
      }}
      onKeyDown={(event) => {
        if (belongsToComposition(event.nativeEvent, composedAtMs.current)) return
        if (event.key === 'Enter') end(text, true)
        else if (event.key === 'Escape') end(undefined, true)
        else return
        event.preventDefault()
      }}
    />
  )
}
