'use client'
import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { belongsToComposition } from '../composer/composition.js'

interface ToolDecisionProps {
  onApprove: (() => unknown) | undefined
  onReject: ((reason: string | undefined) => unknown) | undefined
  words: Labels
}

/** A person's decision on a call that waits for it. A rejection may say why: the field opens at the first press and the second press sends it. */
export function ToolDecision({ onApprove, onReject, words }: ToolDecisionProps): ReactNode {
  const [rejecting, setRejecting] = useState(false)
  const reject = useRef<HTMLButtonElement>(null)
  const wasRejecting = useRef(false)
  useEffect(() => {
    if (wasRejecting.current && !rejecting) reject.current?.focus()
    wasRejecting.current = rejecting
  }, [rejecting])
  if (rejecting && onReject) return <Rejection onReject={onReject} onCancel={() => setRejecting(false)} words={words} />
  return (
    <div className="rivulet-tool-decision">
      {onApprove ? (
        <button
          type="button"
          className="rivulet-button"
          data-primary=""
          // The second press of a double click would approve the call that moved up under the pointer.
          onClick={({ detail }) => (detail > 1 ? undefined : void onApprove())}
        >
          <Check className="rivulet-icon" />
          {words.approve}
        </button>
      ) : null}
      {onReject ? (
        <button ref={reject} type="button" className="rivulet-button" onClick={() => setRejecting(true)}>
          <X className="rivulet-icon" />
          {words.reject}
        </button>
      ) : null}
    </div>
  )
}

interface RejectionProps {
  onReject: (reason: string | undefined) => unknown
  onCancel: () => void
  words: Labels
}

function Rejection({ onReject, onCancel, words }: RejectionProps): ReactNode {
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const composedAtMs = useRef(-Infinity)
  useEffect(() => field.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (belongsToComposition(event.nativeEvent, composedAtMs.current)) {
      // Enter ends the word that is being composed, and would submit the form.
      if (event.key === 'Enter') event.preventDefault()
      return
    }
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onCancel()
  }
  return (
    <form
      className="rivulet-tool-decision"
      onSubmit={(event) => {
        event.preventDefault()
        void onReject(reason.trim() || undefined)
      }}
    >
      <input
        ref={field}
        className="rivulet-field"
        dir="auto"
        value={reason}
        aria-label={words.rejectReason}
        placeholder={words.rejectReasonHint}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={onKeyDown}
        onCompositionEnd={(event) => void (composedAtMs.current = event.timeStamp)}
      />
      <button type="submit" className="rivulet-button" data-dangerous="">
        {words.reject}
      </button>
      <button type="button" className="rivulet-button" data-quiet="" onClick={onCancel}>
        {words.cancelEdit}
      </button>
    </form>
  )
}
