/** A text in markdown, with what is to be seen of it. */
export interface Document {
  readonly markdown: string
  /** All that a reader sees, without white space. */
  readonly shown: string
  /** How many elements of each kind it is drawn with. */
  readonly elements: Elements
}

/** Tags of blocks that everybody draws with the same elements; a heading of any depth is `h`. */
export const COUNTED = ['h', 'li', 'tr', 'pre', 'blockquote'] as const
export type Elements = Readonly<Record<(typeof COUNTED)[number], number>>

/** Writes a document, and keeps count of what is to be seen of it. */
export class Writer {
  #markdown = ''
  #shown = ''
  readonly #elements = { h: 0, li: 0, tr: 0, pre: 0, blockquote: 0 }

  get length(): number {
    return this.#markdown.length
  }

  get document(): Document {
    return { markdown: this.#markdown, shown: withoutSpace(this.#shown), elements: { ...this.#elements } }
  }

  /** What is seen as it is written. */
  text(text: string): this {
    this.#markdown += text
    this.#shown += text
    return this
  }

  /** What is not seen, such as an asterisk, and white space. */
  markup(markup: string): this {
    this.#markdown += markup
    return this
  }

  /** The markup that an element begins with. */
  open(element: keyof Elements, markup: string): this {
    this.#elements[element]++
    return this.markup(markup)
  }
}

/** Text without white space, of which every renderer has an idea of its own. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}

/** One document after the other, with a blank line between. */
export function joined(one: Document, other: Document): Document {
  const elements = { ...one.elements }
  for (const element of COUNTED) elements[element] += other.elements[element]
  return { markdown: `${one.markdown}\n\n${other.markdown}`, shown: one.shown + other.shown, elements }
}
