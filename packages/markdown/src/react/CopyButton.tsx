'use client'

import { useEffect, useState, type ReactNode } from 'react'
import type { CopyLabels } from './labels.js'

export interface CopyButtonProps {
  /** The text in pieces. */
  chunks: readonly string[]
  labels: CopyLabels
}

/** How long the button tells what came of it. */
const TOLD_MS = 2000

/**
 * What may be pasted: no control characters but tabs and line feeds, for a terminal takes others as keys; none that are not seen, for they
 * would be run without having been read.
 */
// oxlint-disable-next-line no-control-regex
const NOT_COPIED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** Puts the text onto the clipboard. */
export function CopyButton({ chunks, labels }: CopyButtonProps): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null)
  useEffect(() => {
    if (outcome === null) return undefined
    const timer = setTimeout(() => setOutcome(null), TOLD_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () => {
    const text = chunks.join('').replace(/\n$/, '').replace(NOT_COPIED, '')
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
