'use client'

import type { MouseEvent, ReactNode } from 'react'

/** U+FE0E: as text, where a page's fonts would have it as an emoji. */
const ARROW = '↩\u{fe0e}'

/** Leads back to where a footnote is called first. It looks for the call when it is pressed: which one that is may change as text comes. */
export function BackLink({ number, label }: { number: number; label: string }): ReactNode {
  const goBack = (event: MouseEvent<HTMLElement>) => {
    const call = event.currentTarget.closest('.rivulet-markdown')?.querySelector<HTMLElement>(`[data-footnote="${number}"]`)
    call?.focus()
  }
  return (
    <button type="button" className="rivulet-back" aria-label={label} onClick={goBack}>
      {ARROW}
    </button>
  )
}
