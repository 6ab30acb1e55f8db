'use client'
import { forwardRef, useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { belongsToComposition } from '../composer/composition.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'

export interface MessageEditorProps extends PartProps<'form', 'onSubmit'> {
  /** What is edited; what the reader wrote stays when this changes. */
  text: string
  /** Takes the new text. Where it throws, or its promise rejects, the editor stays with what was written. */
  onSave: (text: string) => unknown
  /** Closes the editor: also after the text was taken. */
  onClose: () => unknown
}

/** A message's text as a field: Enter saves, Shift+Enter breaks the line, Escape leaves it as it was. Safe with input methods. */
export const MessageEditor: Part<MessageEditorProps, HTMLFormElement> = forwardRef<HTMLFormElement, MessageEditorProps>(
  function MessageEditor({ text, onSave, onClose, labels, ...rest }, ref) {
    const words = useLabels(labels)
    const [draft, setDraft] = useState(text)
    const [saving, setSaving] = useState<'no' | 'now' | 'failed'>('no')
    const field = useRef<HTMLTextAreaElement>(null)
    const composedAtMs = useRef(-Infinity)
    useEffect(() => {
      const element = field.current
      element?.focus()
      element?.setSelectionRange(element.value.length, element.value.length)
    }, [])
    const save = async () => {
      if (draft.trim() === '' || saving === 'now') return
      setSaving('now')
      try {
        await onSave(draft)
        onClose()
      } catch {
        setSaving('failed')
      }
    }
    const onSubmit = (event: FormEvent) => {
      event.preventDefault()
      void save()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (belongsToComposition(event.nativeEvent, composedAtMs.current)) return
      if (event.key === 'Escape') onClose()
      else if (event.key === 'Enter' && !event.shiftKey) void save()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    return (
      <Root tag="form" rootClass="rivulet-editor" state={{ saving: saving === 'now' }} onSubmit={onSubmit} {...rest} rootRef={ref}>
        {/* The copy sizes the field where the browser cannot by its content. */}
        <div className="rivulet-editor-field" data-text={draft}>
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            value={draft}
            aria-label={words.editor}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={onKeyDown}
            onCompositionEnd={(event) => void (composedAtMs.current = event.timeStamp)}
          />
        </div>
        <div className="rivulet-editor-actions">
          <span role="status">{saving === 'failed' ? words.notSaved : ''}</span>
          <button type="button" className="rivulet-button" onClick={() => void onClose()}>
            {words.cancelEdit}
          </button>
          <button type="submit" className="rivulet-button" data-primary="" aria-disabled={draft.trim() === ''}>
            {words.saveEdit}
          </button>
        </div>
      </Root>
    )
  },
)
