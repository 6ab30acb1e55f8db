import { idOf, type RowItem } from './rowsOf.js'

/** Rows of a group: few enough that drawing one anew costs little, enough that thousands of messages are some hundred groups. */
export const GROUP_ROWS = 32

export interface RowGroupItems {
  /** Stays with the rows while others are put before them. */
  readonly key: number
  /** The same array while its rows are. */
  readonly items: readonly RowItem[]
  /** Where its first row stands among all, from 0. */
  readonly start: number
}

export interface GroupedRows {
  readonly groups: readonly RowGroupItems[]
  readonly items: readonly RowItem[]
  /** The absolute number of the first row: it falls when older ones are put before it, so that nothing below moves into another group. */
  readonly origin: number
}

const NOTHING: GroupedRows = { groups: [], items: [], origin: 0 }

/**
 * Rows in groups by an absolute number, so that what is loaded above regroups nothing. Groups whose rows are the same are the same objects as
 * before, whatever array the rows came in.
 */
export function groupRows(items: readonly RowItem[], previous: GroupedRows = NOTHING): GroupedRows {
  if (items === previous.items) return previous
  const origin = originOf(items, previous)
  const before = new Map(previous.groups.map((group) => [group.key, group]))
  const groups: RowGroupItems[] = []
  for (let start = 0; start < items.length;) {
    const key = Math.floor((origin + start) / GROUP_ROWS)
    const end = Math.min(items.length, (key + 1) * GROUP_ROWS - origin)
    groups.push(groupOf(key, items, start, end, before.get(key)))
    start = end
  }
  return { groups, items, origin }
}

function groupOf(key: number, all: readonly RowItem[], start: number, end: number, before: RowGroupItems | undefined): RowGroupItems {
  if (!before || !holds(before.items, all, start, end)) return { key, items: all.slice(start, end), start }
  return before.start === start ? before : { key, items: before.items, start }
}

function holds(rows: readonly RowItem[], all: readonly RowItem[], start: number, end: number): boolean {
  return rows.length === end - start && rows.every((row, index) => row === all[start + index])
}

/** By the first row that was there before; from nought where none was. */
function originOf(items: readonly RowItem[], { items: before, origin }: GroupedRows): number {
  const [first] = items
  const [firstBefore] = before
  if (first === undefined || firstBefore === undefined) return 0
  if (idOf(first) === idOf(firstBefore)) return origin
  const places = new Map(before.map((item, index) => [idOf(item), index]))
  const known = items.findIndex((item) => places.has(idOf(item)))
  const item = items[known]
  return item === undefined ? 0 : origin + (places.get(idOf(item)) ?? 0) - known
}

/** Groups each list with regard to the one before. A render that React throws away does no harm: rows that are known lead to the same groups again. */
export function createGrouping(): (items: readonly RowItem[]) => GroupedRows {
  let grouped = NOTHING
  return (items) => (grouped = groupRows(items, grouped))
}
