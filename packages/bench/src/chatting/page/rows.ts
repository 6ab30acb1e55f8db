import { readDrawing, type Drawing } from '../../rendering/page/readDrawing.ts'
import type { Chat } from './Chat.ts'

/** A message as it is drawn. */
export interface DrawnRow {
  /** Of the message, from 0. */
  readonly place: number
  readonly drawing: Drawing
}

/** The messages that are in view of whoever looks at `viewport`, and the last one. */
export function rowsInView(element: Element, viewport: Element, { rows = '.message', extras }: Chat): readonly DrawnRow[] {
  const all = [...element.querySelectorAll(rows)]
  const { top, bottom } = viewport.getBoundingClientRect()
  const isInView = (row: Element) => {
    const box = row.getBoundingClientRect()
    return box.bottom > top && box.top < bottom
  }
  return all.flatMap((row, place) => (place === all.length - 1 || isInView(row) ? [{ place, drawing: readDrawing(row, { extras }) }] : []))
}
