'use client'
import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { belongsToComposition } from './composition.js'

interface QueueEditorProps {
  text: string
  /** The text may be empty then. */
  hasFiles: boolean
  words: Labels
  onSave: (text: string) => void
  onCancel: () => void
}

/** Changes a message of the queue in its place: Enter saves, Shift+Enter breaks the line, Escape leaves it as it was. */
export function QueueEditor({ text: original, hasFiles, words, onSave, onCancel }: QueueEditorProps): ReactNode {
  const [text, setText] = useState(original)
  const composedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const canSave = hasFiles || text.trim() !== ''
  const save = () => {
    if (canSave) onSave(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (belongsToComposition(event.nativeEvent, composedAtMs.current)) return
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && !event.shiftKey) save()
    else return
    // Neither does the composer around it send, nor does Escape stop an answer.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div className="rivulet-queue-field" data-text={text}>
        <textarea
          aria-label={words.editQueued}
          autoFocus
          dir="auto"
          rows={1}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
          onCompositionEnd={(event) => {
            composedAtMs.current = event.timeStamp
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <button
        type="button"
        className="rivulet-queue-button"
        aria-label={words.saveQueued}
        title={words.saveQueued}
        aria-disabled={!canSave}
        onClick={save}
      >
        <Check className="rivulet-icon" />
      </button>
      <button type="button" className="rivulet-queue-button" aria-label={words.cancelEdit} title={words.cancelEdit} onClick={onCancel}>
        <X className="rivulet-icon" />
      </button>
    </>
  )
}
