'use client'
import Square from 'lucide-react/icons/square'
import Volume from 'lucide-react/icons/volume-2'
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { ActionButton } from './ActionButton.js'

const never = () => () => undefined
const canSpeak = () => 'speechSynthesis' in globalThis
const cannot = () => false

/** Reads a message out, where the browser can. It falls silent when it is pressed again, and when the message goes. */
export function SpeakAction({ textOf, words }: { textOf: () => string; words: Labels }): ReactNode {
  const isThere = useSyncExternalStore(never, canSpeak, cannot)
  const [speaking, setSpeaking] = useState(false)
  const spoken = useRef<SpeechSynthesisUtterance | null>(null)
  useEffect(() => () => hush(spoken.current), [])
  if (!isThere) return null
  const stop = () => {
    hush(spoken.current)
    spoken.current = null
    setSpeaking(false)
  }
  const speak = (button: HTMLElement) => {
    const utterance = new SpeechSynthesisUtterance(textOf())
    utterance.lang = button.closest('[lang]')?.getAttribute('lang') ?? ''
    // Another message that is read out ends this one.
    const ended = () => {
      if (spoken.current === utterance) stop()
    }
    utterance.addEventListener('end', ended)
    utterance.addEventListener('error', ended)
    speechSynthesis.cancel()
    spoken.current = utterance
    setSpeaking(true)
    speechSynthesis.speak(utterance)
  }
  return (
    <ActionButton
      label={speaking ? words.stopSpeaking : words.speak}
      data-action="speak"
      data-speaking={speaking ? '' : undefined}
      onClick={(event) => (speaking ? stop() : speak(event.currentTarget))}
    >
      {speaking ? <Square className="rivulet-icon" /> : <Volume className="rivulet-icon" />}
    </ActionButton>
  )
}

function hush(utterance: SpeechSynthesisUtterance | null): void {
  if (utterance) speechSynthesis.cancel()
}
