'use client'
import RotateCw from 'lucide-react/icons/rotate-cw'
import type { JSX } from 'react'

/** The one button that starts the same turn once more; `quiet` where it stands in a line of text. */
export function RetryButton({ onRetry, label, quiet }: { onRetry: () => unknown; label: string; quiet?: boolean }): JSX.Element {
  return (
    <button type="button" className="rivulet-button" data-quiet={quiet ? '' : undefined} onClick={() => void onRetry()}>
      <RotateCw className="rivulet-icon" />
      {label}
    </button>
  )
}
