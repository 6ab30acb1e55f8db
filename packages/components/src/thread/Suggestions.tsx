'use client'
import { forwardRef } from 'react'
import { withoutInvisible } from '@rivulet/markdown/react'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'

/** A prompt to begin with: the text that is sent, or that `text` under a shorter `title`. */
export type Suggestion = string | { readonly title: string; readonly text: string }

export interface SuggestionsProps extends PartProps<'ul', 'onSelect'> {
  /** The prompts, in this order. */
  suggestions: readonly Suggestion[]
  /** Called with the text of the one that was chosen. */
  onSelect: (text: string) => unknown
}

/** Prompts to begin with, each a button. */
export const Suggestions: Part<SuggestionsProps, HTMLUListElement> = forwardRef<HTMLUListElement, SuggestionsProps>(function Suggestions(
  { suggestions, onSelect, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  return (
    <Root tag="ul" rootClass="rivulet-suggestions" role="list" aria-label={words.suggestions} {...rest} rootRef={ref}>
      {suggestions.map((suggestion) => {
        const { title, text } = typeof suggestion === 'string' ? { title: suggestion, text: undefined } : suggestion
        return (
          <li key={text ?? title}>
            <button type="button" className="rivulet-suggestion" dir="auto" onClick={() => void onSelect(text ?? title)}>
              <span className="rivulet-suggestion-title">{withoutInvisible(title)}</span>
              {text === undefined ? null : <span className="rivulet-suggestion-text">{withoutInvisible(text)}</span>}
            </button>
          </li>
        )
      })}
    </Root>
  )
})
