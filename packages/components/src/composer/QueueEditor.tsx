'use client'
import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { belongsToComposition } from './composition.js'

interface QueueEditorProps {
  text: string
  /** The text may be empty then. */
  hasFiles: boolean
  words: Labels
  /** Called with every text that could be sent. */
  onChange: (text: string) => void
  onClose: () => void
}

/**
 * Changes a message of the queue in its place, and tells of it while it is written: its turn may come meanwhile. Enter ends that, Shift+Enter breaks the
 * line, Escape brings back what it was.
 */
export function QueueEditor({ text: given, hasFiles, words, onChange, onClose }: QueueEditorProps): ReactNode {
  const [original] = useState(given)
  const [text, setText] = useState(original)
  const composedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = field.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])
  const canSend = (written: string) => hasFiles || written.trim() !== ''
  const canSave = canSend(text)
  const write = (written: string) => {
    setText(written)
    if (canSend(written)) onChange(written.trim())
  }
  // Left before it is taken away: browsers disagree on what they tell of a field that goes with the focus in it.
  const leave = () => field.current?.blur()
  const cancel = () => {
    leave()
    if (text !== original) onChange(original)
    onClose()
  }
  const save = () => {
    if (!canSave) return
    leave()
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (belongsToComposition(event.nativeEvent, composedAtMs.current)) return
    if (event.key === 'Escape') cancel()
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
          ref={field}
          dir="auto"
          rows={1}
          value={text}
          onChange={({ target }) => write(target.value)}
          onCompositionEnd={(event) => {
            composedAtMs.current = event.timeStamp
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <button
        type="button"
        className="rivulet-icon-button"
        aria-label={words.saveQueued}
        title={words.saveQueued}
        aria-disabled={!canSave}
        onClick={save}
      >
        <Check className="rivulet-icon" />
      </button>
      <button type="button" className="rivulet-icon-button" aria-label={words.cancelEdit} title={words.cancelEdit} onClick={cancel}>
        <X className="rivulet-icon" />
      </button>
    </>
  )
}
