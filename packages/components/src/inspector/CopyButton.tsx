'use client'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import X from 'lucide-react/icons/x'
import { useEffect, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { writeClipboard } from '../message/writeClipboard.js'

interface CopyButtonProps {
  /** Made when it is asked for. */
  textOf: () => string
  label: string
  className: string
  disabled?: boolean | undefined
  words: Labels
}

/** How long the button tells what came of it. */
const TOLD_MS = 2000

/** Copies what came as it came: what is not seen in it is what a person who builds looks for. */
export function CopyButton({ textOf, label, className, disabled, words }: CopyButtonProps): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), TOLD_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const Icon = outcome === undefined ? Copy : outcome === 'copied' ? Check : X
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        disabled={disabled}
        data-outcome={outcome}
        onClick={(event) => {
          writeClipboard(textOf(), event.currentTarget).then(
            () => setOutcome('copied'),
            () => setOutcome('copyFailed'),
          )
        }}
      >
        <Icon className="rivulet-icon" />
      </button>
      <span className="rivulet-hidden" role="status">
        {outcome && words[outcome]}
      </span>
    </>
  )
}
