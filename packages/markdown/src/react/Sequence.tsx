import { memo, type ComponentType, type ReactNode } from 'react'
import type { Drawing } from './Drawing.js'

/** Items that React compares one by one; more of them stand in groups, and groups in sections. */
export const GROUP = 32
export const SECTION: number = GROUP * GROUP

/** Draws one item. It is memoised by the item, so that one which is frozen is drawn once. */
export type ItemOf<Item> = ComponentType<{ item: Item; drawing: Drawing }>

interface SequenceProps<Item> {
  items: readonly Item[]
  /** Another one tells that frozen items were replaced. */
  revision: number
  draw: ItemOf<Item>
  drawing: Drawing
}

/**
 * A list that grows at its end, of which all but the last item are frozen.
 *
 * The depth at which an item is drawn never changes, for React would make the elements of one that moved anew: the first 32 stand by
 * themselves, so that short lists cost no more than a map, and all others in a group within a section.
 */
export function Sequence<Item>({ items, revision, draw, drawing }: SequenceProps<Item>): ReactNode {
  const drawn = range(items, 0, Math.min(items.length, GROUP), draw, drawing)
  for (let from = GROUP; from < items.length; from = from === GROUP ? SECTION : from + SECTION) {
    const to = Math.min(items.length, from < SECTION ? SECTION : from + SECTION)
    drawn.push(
      <Section key={`s${from}`} {...{ items, revision, from, to, drawing }} draw={draw as ItemOf<unknown>} frozen={to < items.length} />,
    )
  }
  return drawn
}

interface RangeProps extends SequenceProps<unknown> {
  from: number
  to: number
  /** Whether items follow it, so that all of its own are frozen. */
  frozen: boolean
}

const Section = memo(function Section({ items, revision, from, to, draw, drawing }: RangeProps): ReactNode {
  const groups: ReactNode[] = []
  for (let at = from; at < to; at += GROUP) {
    const end = Math.min(at + GROUP, to)
    groups.push(<Group key={at} {...{ items, revision, from: at, to: end, draw, drawing }} frozen={end < items.length} />)
  }
  return groups
}, isSame)

const Group = memo(function Group({ items, from, to, draw, drawing }: RangeProps): ReactNode {
  return range(items, from, to, draw, drawing)
}, isSame)

function isSame(one: RangeProps, other: RangeProps): boolean {
  return one.frozen && other.frozen && one.items === other.items && one.revision === other.revision && one.drawing === other.drawing
}

function range<Item>(items: readonly Item[], from: number, to: number, Draw: ItemOf<Item>, drawing: Drawing): ReactNode[] {
  const drawn: ReactNode[] = []
  for (let at = from; at < to; at++) drawn.push(<Draw key={at} item={items[at] as Item} drawing={drawing} />)
  return drawn
}
