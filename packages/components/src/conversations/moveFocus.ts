import type { KeyboardEvent } from 'react'

/** Marks what the arrow keys go to within a list of rows. */
export const ROW = 'data-row'

/** Moves the focus among the rows of a list: arrow up and down, Home and End. Keys within a field are the field's own. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || (event.target as Element).matches('input')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${ROW}]`)]
  const at = rows.findIndex((row) => row.parentElement?.contains(event.target as Node))
  const to = { ArrowDown: Math.min(at + 1, rows.length - 1), ArrowUp: Math.max(at - 1, 0), Home: 0, End: rows.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  rows[to]?.focus()
}
