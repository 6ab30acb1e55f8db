'use client'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Square from 'lucide-react/icons/square'
import type { MouseEvent, ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'

interface ComposerActionsProps {
  /** There is something to send, and it would be taken. */
  canSend: boolean
  canStop: boolean
  running: boolean
  onStop: (() => unknown) | undefined
  words: Labels
}

/** Send, and Stop while an answer runs: in its place where there is nothing to send, else before it. */
export function ComposerActions({ canSend, canStop, running, onStop, words }: ComposerActionsProps): ReactNode {
  const onlyStop = canStop && !canSend
  const send = running ? words.sendNext : words.send
  return (
    <div className="rivulet-composer-actions">
      {canStop && canSend ? <Action kind="stop" label={words.stop} onStop={onStop} /> : null}
      <Action
        key="main"
        kind={onlyStop ? 'stop' : 'send'}
        disabled={!onlyStop && !canSend}
        label={onlyStop ? words.stop : send}
        onStop={onStop}
      />
    </div>
  )
}

interface ActionProps {
  kind: 'send' | 'stop'
  disabled?: boolean
  label: string
  onStop: (() => unknown) | undefined
}

/**
 * Send and the Stop in its place are one element, so that neither focus nor pointer loses its place when they change. It is never `disabled`,
 * which would throw the focus off it. Once it has done its work, the field has the focus: the next thing to do is to write.
 */
function Action({ kind, disabled = false, label, onStop }: ActionProps) {
  const isStop = kind === 'stop'
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) event.preventDefault()
    else if (!isTouch(event.nativeEvent)) fieldOf(event.currentTarget)?.focus()
    if (!isStop) return
    event.preventDefault()
    // The second half of a double click on Send lands on Stop.
    if (event.detail < 2) onStop?.()
  }
  return (
    <button
      type="submit"
      className="rivulet-composer-action"
      data-action={kind}
      aria-disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
      // The field keeps its focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isStop ? <Square className="rivulet-icon" /> : <ArrowUp className="rivulet-icon" />}
    </button>
  )
}

/** Focus would bring up the keys of a phone, over the answer that is being read. */
function isTouch(event: globalThis.MouseEvent): boolean {
  return 'pointerType' in event && event.pointerType === 'touch'
}

/** The text field of the composer that an element stands in. */
export function fieldOf(element: HTMLElement): HTMLTextAreaElement | null | undefined {
  return element.closest('.rivulet-composer')?.querySelector<HTMLTextAreaElement>('.rivulet-composer-field > textarea')
}
