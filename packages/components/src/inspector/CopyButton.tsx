'use client'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { useCopying } from '../message/useCopying.js'

interface CopyButtonProps {
  /** Made when it is asked for. */
  textOf: () => string
  label: string
  className: string
  disabled?: boolean | undefined
  words: Labels
}

/** Copies what came as it came: what is not seen in it is what a person who builds looks for. */
export function CopyButton({ textOf, label, className, disabled, words }: CopyButtonProps): ReactNode {
  const { outcome, copy, status } = useCopying(words)
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
        onClick={(event) => copy(textOf(), event.currentTarget)}
      >
        <Icon className="rivulet-icon" />
      </button>
      {status}
    </>
  )
}
