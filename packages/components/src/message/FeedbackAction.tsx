'use client'
import ThumbsDown from 'lucide-react/icons/thumbs-down'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import { useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { ActionButton } from './ActionButton.js'
import type { Feedback } from './MessageHandlers.js'

interface FeedbackActionProps {
  /** What the reader thought; undefined where nobody keeps it, and the buttons do so themselves. */
  feedback: Feedback | undefined
  onFeedback: (feedback: Feedback) => unknown
  words: Labels
}

/** A thumb up and one down. Pressing the one that is pressed takes it back. */
export function FeedbackAction({ feedback, onFeedback, words }: FeedbackActionProps): ReactNode {
  const [own, setOwn] = useState<Feedback>(null)
  const shown = feedback === undefined ? own : feedback
  const thumb = (value: 'up' | 'down') => {
    const Icon = value === 'up' ? ThumbsUp : ThumbsDown
    return (
      <ActionButton
        label={value === 'up' ? words.goodAnswer : words.badAnswer}
        data-action={value}
        aria-pressed={shown === value}
        onClick={() => {
          const next = shown === value ? null : value
          setOwn(next)
          void onFeedback(next)
        }}
      >
        <Icon className="rivulet-icon" />
      </ActionButton>
    )
  }
  return (
    <>
      {thumb('up')}
      {thumb('down')}
    </>
  )
}
