'use client'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { belongsToComposition } from './composition.js'
import type { SubmitOn } from './ComposerProps.js'
import type { ComposerState } from './useComposer.js'

interface ComposerFieldProps {
  composer: ComposerState
  autoFocus: boolean | undefined
  placeholder: string | undefined
  words: Labels
}

/** The text area, which grows with its text, and what its keys do. */
export function ComposerField({ composer, autoFocus, placeholder, words }: ComposerFieldProps): ReactNode {
  const { field, draft, files, completions, flags, submitOn, send, setCaret, onEscape, onHistoryKey } = composer
  const { open, listId, active, optionId } = completions
  const composedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const hasOptions = open?.state === 'found' && open.items.length > 0

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.defaultPrevented || belongsToComposition(event.nativeEvent, composedAtMs.current)) return
    if (completions.onKeyDown(event)) event.preventDefault()
    else if (sends(event, submitOn)) {
      event.preventDefault()
      send()
    } else if ((event.key === 'Escape' && onEscape()) || onHistoryKey(event)) event.preventDefault()
  }

  return (
    <div className="rivulet-composer-field" data-text={draft.text}>
      <textarea
        ref={field}
        aria-label={words.composer}
        aria-autocomplete={hasOptions ? 'list' : undefined}
        aria-controls={hasOptions ? listId : undefined}
        aria-activedescendant={hasOptions ? optionId(active) : undefined}
        autoFocus={autoFocus}
        // Text finds its own direction; the placeholder follows the page.
        dir={draft.text === '' ? undefined : 'auto'}
        disabled={flags.disabled}
        enterKeyHint={submitOn === 'enter' ? 'send' : 'enter'}
        placeholder={placeholder ?? words.placeholder}
        rows={1}
        value={draft.text}
        onChange={({ target }) => {
          draft.write(target.value)
          setCaret(caretOf(target))
        }}
        onSelect={({ currentTarget }) => setCaret(caretOf(currentTarget))}
        onBlur={() => setCaret(-1)}
        onPaste={files.onPaste}
        onCompositionEnd={(event) => {
          composedAtMs.current = event.timeStamp
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

function sends({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent, submitOn: SubmitOn): boolean {
  if (key !== 'Enter' || shiftKey || altKey) return false
  return submitOn === 'enter' || ctrlKey || metaKey
}

/** Where the caret is; -1 where something is selected. */
function caretOf({ selectionStart, selectionEnd }: HTMLTextAreaElement): number {
  return selectionStart === selectionEnd ? selectionStart : -1
}
