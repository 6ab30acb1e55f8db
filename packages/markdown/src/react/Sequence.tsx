import { memo, type ReactNode } from 'react'

/** Items that React compares one by one; more of them stand in groups, and groups in sections. */
export const GROUP = 32
const SECTION = GROUP * GROUP

interface SequenceProps<Item, Drawing extends object, Revision> {
  items: readonly Item[]
  /** Draws one item. What it makes is memoised by the item, so that one which did not change costs nothing. */
  draw: (item: Item, index: number, drawing: Drawing, revision: Revision) => ReactNode
  /** Where either of these is another one, all items are drawn anew. */
  drawing: Drawing
  revision: Revision
  /** The first item to draw. @defaultValue 0 */
  from?: number
  /** The version of the items from `index * size` on, `size` of them: another one tells that some changed. By default all but the last are frozen. */
  versionOf?: (index: number, size: number) => number | undefined
}

/**
 * A list that grows at its end.
 *
 * The depth at which an item is drawn never changes, for React would make the elements of one that moved anew: the first 32 stand by
 * themselves, so that short lists cost no more than a map, and all others in a group within a section. It is no component: one for each list
 * made up a fifth of what a text takes of the heap.
 */
export function drawSequence<Item, Drawing extends object, Revision>(sequence: SequenceProps<Item, Drawing, Revision>): ReactNode[] {
  const drawn = drawItems(sequence, sequence.from ?? 0)
  return sequence.items.length > GROUP ? [...drawn, ...drawParts(sequence, GROUP, Infinity, SECTION)] : drawn
}

/** Of any items. */
type AnySequence = SequenceProps<unknown, object, unknown>

interface PartProps {
  sequence: AnySequence
  from: number
  size: number
  version: number | undefined
}

/** A section, or a group. */
const Part = memo(function Part({ sequence, from, size }: PartProps): ReactNode {
  return size === GROUP ? drawItems(sequence, from) : drawParts(sequence, from, endOf(from, size), GROUP)
}, isSame)

/** A version that is not a number is never the same. */
function isSame({ sequence: one, version }: PartProps, { sequence: other, version: next }: PartProps): boolean {
  return version === next && one.items === other.items && one.revision === other.revision && one.drawing === other.drawing
}

function endOf(from: number, size: number): number {
  return from - (from % size) + size
}

function drawParts<Item, Drawing extends object, Revision>(
  sequence: SequenceProps<Item, Drawing, Revision>,
  from: number,
  to: number,
  size: number,
): ReactNode[] {
  const { length } = sequence.items
  const { versionOf = (index) => ((index + 1) * size < length ? 0 : NaN) } = sequence
  const parts: ReactNode[] = []
  for (let at = from; at < Math.min(to, length); at = endOf(at, size)) {
    const version = versionOf(Math.floor(at / size), size)
    // Items have the keys from 0 on.
    parts.push(<Part key={-at} sequence={sequence as unknown as AnySequence} from={at} size={size} version={version} />)
  }
  return parts
}

function drawItems<Item, Drawing extends object, Revision>(
  { items, draw, drawing, revision }: SequenceProps<Item, Drawing, Revision>,
  from: number,
): ReactNode[] {
  return items.slice(from, endOf(from, GROUP)).map((item, index) => draw(item, from + index, drawing, revision))
}
