import type { ReactNode } from 'react'

/** Whether a budget is held, in a word and a colour. */
export function Outcome({ held, count }: { readonly held: boolean; /** Of how many. */ readonly count?: string }): ReactNode {
  return (
    <span className="performance-outcome" data-held={held}>
      {count} {held ? 'held' : 'missed'}
    </span>
  )
}
