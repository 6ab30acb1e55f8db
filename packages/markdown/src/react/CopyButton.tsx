'use client'

import { useEffect, useState, type ReactNode } from 'react'
import type { CodeLabels } from './labels.js'
import { withoutInvisible } from './visible.js'

export interface CopyButtonProps {
  /** The text in pieces. */
  chunks: readonly string[]
  /** What the button is called, and says. */
  labels: CodeLabels
}

/** How long the button tells what came of it. */
const TOLD_MS = 2000

/**
 * Puts the text onto the clipboard: without control characters, for a terminal takes them as keys, and without what is not seen, for it would
 * be run without having been read.
 */
export function CopyButton({ chunks, labels }: CopyButtonProps): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (outcome === null) return undefined
    const timer = setTimeout(() => setOutcome(null), TOLD_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () => {
    const text = withoutInvisible(chunks.join('').replace(/\n$/, ''))
    // Without a secure context there is no clipboard.
    const written = async () => navigator.clipboard.writeText(text)
    written().then(
      () => setOutcome('copied'),
      () => setOutcome('copyFailed'),
    )
  }
  return (
    <button type="button" className="rivulet-copy" data-outcome={outcome ?? undefined} onClick={copy}>
      <span aria-live="polite">{labels[outcome ?? 'copy']}</span>
    </button>
  )
}
