import type { ReactNode } from 'react'

/** Whether a budget is held, in a word and a colour. */
export function Outcome({ held }: { readonly held: boolean }): ReactNode {
  return (
    <span className="performance-outcome" data-held={held}>
      {held ? 'held' : 'missed'}
    </span>
  )
}
