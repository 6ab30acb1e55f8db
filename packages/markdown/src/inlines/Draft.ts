import type { Inline } from '../tree.js'

/** What is not decided yet about a draft that stands for characters of the text. */
export type Marker = 'delimiters' | 'bracket' | 'backticks' | 'math' | 'tag'

/** Inline markup in the making: a member of a linked list, for emphasis and links are found after what is in them. */
export class Draft {
  previous: Draft | null = null
  next: Draft | null = null
  list: DraftList | null = null
  children: DraftList | null = null
  /** How many levels of markup are within. */
  depth = 0

  constructor(
    /** What it is but for its children; null for text. */
    readonly node: Inline | null,
    /** The text. */
    public value: string = '',
    readonly marker: Marker | null = null,
    /** Where what follows the marker begins. */
    readonly start: number = 0,
  ) {}

  /** Whether it is text that stays text. */
  get isPlain(): boolean {
    return this.node === null && this.marker === null
  }
}

/** A doubly linked list that knows its ends. */
export class DraftList {
  first: Draft | null = null
  last: Draft | null = null

  push(draft: Draft): void {
    this.insert(this.last, draft, null)
  }

  insert(previous: Draft | null, draft: Draft, next: Draft | null): void {
    this.join(previous, draft)
    this.join(draft, next)
    draft.list = this
  }

  /** Has two drafts, or an end of the list and a draft, stand side by side. */
  join(previous: Draft | null, next: Draft | null): void {
    if (previous === null) this.first = next
    else previous.next = next
    if (next === null) this.last = previous
    else next.previous = previous
  }

  remove(draft: Draft): void {
    this.join(draft.previous, draft.next)
    draft.list = null
  }

  /** Removes all that follows `mark`. */
  truncateAfter(mark: Draft): void {
    while (this.last !== null && this.last !== mark) this.remove(this.last)
  }

  /** Puts what stands between `mark` and `end` into a draft of `node`, right after `mark`. */
  wrap(node: Inline, mark: Draft, end: Draft | null): void {
    const wrapper = new Draft(node)
    const children = new DraftList()
    let depth = 0
    for (let draft = mark.next; draft !== null && draft !== end;) {
      const { next } = draft
      this.remove(draft)
      children.push(draft)
      depth = Math.max(depth, draft.depth)
      draft = next
    }
    wrapper.children = children
    wrapper.depth = depth + 1
    this.insert(mark, wrapper, mark.next)
  }

  /** Puts all that follows `opener` into a draft of `node`, which takes the opener's place. */
  wrapRest(opener: Draft, node: Inline): void {
    this.wrap(node, opener, null)
    this.remove(opener)
  }

  /** The deepest markup between `mark` and `end`. */
  depthBetween(mark: Draft, end: Draft | null): number {
    let depth = 0
    for (let draft = mark.next; draft !== null && draft !== end; draft = draft.next) depth = Math.max(depth, draft.depth)
    return depth
  }
}

/** Puts the tree of a list of drafts into `inlines`, with neighbouring texts joined. */
export function finishDrafts(list: DraftList, inlines: Inline[] = []): Inline[] {
  let text: { type: 'text'; value: string } | null = null
  for (let draft = list.first; draft !== null; draft = draft.next) {
    const { node, children, value } = draft
    if (node !== null) {
      // Nobody else has the node yet.
      if (children !== null && 'children' in node) finishDrafts(children, node.children as Inline[])
      inlines.push(node)
      text = null
    } else if (text !== null) text.value += value
    else if (value !== '') {
      text = { type: 'text', value }
      inlines.push(text)
    }
  }
  return inlines
}
