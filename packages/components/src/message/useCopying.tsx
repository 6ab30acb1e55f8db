import { useEffect, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { writeClipboard } from './writeClipboard.js'

/** How long a button tells what came of it. */
const TOLD_MS = 2000

interface Copying {
  /** What came of it, for a while. */
  outcome: 'copied' | 'copyFailed' | undefined
  /** Copies a text; `near` is the element in whose document it is. */
  copy: (text: string, near: HTMLElement) => void
  /** Tells it to those who listen; stands beside the button. */
  status: ReactNode
}

/** Copies to the clipboard, and tells for a while what came of it. */
export function useCopying(words: Labels): Copying {
  const [outcome, setOutcome] = useState<Copying['outcome']>()
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), TOLD_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  return {
    outcome,
    copy: (text, near) =>
      void writeClipboard(text, near).then(
        () => setOutcome('copied'),
        () => setOutcome('copyFailed'),
      ),
    status: (
      <span className="rivulet-hidden" role="status">
        {outcome && words[outcome]}
      </span>
    ),
  }
}
