import { useMemo, useState } from 'react'
import { createGrouping, type GroupedRows } from './groupRows.js'
import { rowsOf, type RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'

/** The rows of a thread, in groups that stay what they are while their rows do. */
export function useRows(items: readonly RowItem[], messageOf: ThreadDrawing['messageOf']): GroupedRows {
  const [group] = useState(() => createGrouping())
  return useMemo(() => group(rowsOf(items, messageOf)), [group, items, messageOf])
}
