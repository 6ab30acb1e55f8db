/** A block that the reader has before them, and how far below the scroller's upper edge it stands. */
export interface ReadingPlace {
  readonly block: Element
  readonly blockTop: number
  /** Its row, by which it is found again when other elements have taken its place. */
  readonly rowId: string
  readonly rowTop: number
}

/** A row that begins further above the edge is held by what is read of it: it may grow at its end, and a picture in it. */
const WITHIN_ROW_PX = 8
/** From a row down to a paragraph or an item of a list, however the message is built. */
const DEPTH = 6

/** What stands at the upper edge of `scroller`. Only what crosses it is looked into: measuring in what is skipped would lay it out. */
export function readingPlace(scroller: Element, rows: Element | null): ReadingPlace | undefined {
  const edge = scroller.getBoundingClientRect().top
  const group = rows && firstBelow(rows.children, edge)
  const row = group && firstBelow(group.children, edge)
  const rowId = row?.getAttribute('data-row')
  if (!row || typeof rowId !== 'string') return undefined
  const rowTop = row.getBoundingClientRect().top - edge
  let block = row
  let blockTop = rowTop
  for (let depth = 0; depth < DEPTH && blockTop < -WITHIN_ROW_PX; depth++) {
    const inner = firstBelow(block.children, edge)
    if (!inner) break
    block = inner
    blockTop = inner.getBoundingClientRect().top - edge
  }
  return { block, blockTop, rowId, rowTop }
}

/** How far the place has moved down since, and whether its block is still there; undefined where its row is gone. */
export function movedBy(place: ReadingPlace, scroller: Element, rows: Element | null): { px: number; isSame: boolean } | undefined {
  const isSame = place.block.isConnected
  const element = isSame ? place.block : rows?.querySelector(`[data-row="${CSS.escape(place.rowId)}"]`)
  if (!element) return undefined
  const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  return { px: top - (isSame ? place.blockTop : place.rowTop), isSame }
}

/** The first element that ends below the edge, by halving; the last where none does. */
function firstBelow(elements: HTMLCollection, edge: number): Element | null {
  let from = 0
  let to = elements.length - 1
  while (from < to) {
    const middle = (from + to) >> 1
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) <= edge + 1) from = middle + 1
    else to = middle
  }
  return elements[from] ?? null
}
