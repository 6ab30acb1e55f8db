import { COUNTED, type Elements } from '../../documents/Writer.ts'
import type { Renderer } from './Renderer.ts'

/** What is to be seen on the page. */
export interface Drawing {
  readonly text: string
  readonly elements: Elements
}

const SELECTORS: Readonly<Partial<Record<keyof Elements, string>>> = { h: 'h1,h2,h3,h4,h5,h6' }

/** What is drawn beside the text; see {@link Renderer}. */
type Adds = { readonly [Key in 'extras' | 'expected']?: Renderer[Key] | undefined }

/**
 * What a renderer drew, without what it adds of its own.
 * @throws where something lacks that it must have drawn
 */
export function readDrawing(element: Element, { extras, expected }: Adds): Drawing {
  if (expected !== undefined && element.querySelector(expected) === null) throw new Error(`There is no ${expected}.`)
  const copy = element.cloneNode(true) as Element
  if (extras !== undefined) for (const extra of copy.querySelectorAll(extras)) extra.remove()
  const count = (tag: keyof Elements) => copy.querySelectorAll(SELECTORS[tag] ?? tag).length
  return { text: copy.textContent, elements: Object.fromEntries(COUNTED.map((tag) => [tag, count(tag)])) as Elements }
}
