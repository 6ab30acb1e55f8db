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
}

export function pushDraft(list: DraftList, draft: Draft): void {
  insert(list, list.last, draft, null)
}

function insert(list: DraftList, previous: Draft | null, draft: Draft, next: Draft | null): void {
  join(list, previous, draft)
  join(list, draft, next)
  draft.list = list
}

/** Has two drafts, or an end of the list and a draft, stand side by side. */
function join(list: DraftList, previous: Draft | null, next: Draft | null): void {
  if (previous === null) list.first = next
  else previous.next = next
  if (next === null) list.last = previous
  else next.previous = previous
}

/** Takes a draft out of its list. */
export function removeDraft(draft: Draft): void {
  if (draft.list !== null) join(draft.list, draft.previous, draft.next)
  draft.list = null
}

/** Takes out all that follows `mark`. */
export function truncateAfter(mark: Draft): void {
  while (mark.next !== null) removeDraft(mark.next)
}

/** Puts what stands between `mark` and `end` into a draft of `node`, right after `mark`. */
export function wrap(node: Inline, mark: Draft, end: Draft | null): void {
  const wrapper = new Draft(node)
  const children = new DraftList()
  let depth = 0
  for (let draft = mark.next; draft !== null && draft !== end;) {
    const { next } = draft
    removeDraft(draft)
    pushDraft(children, draft)
    depth = Math.max(depth, draft.depth)
    draft = next
  }
  wrapper.children = children
  wrapper.depth = depth + 1
  if (mark.list !== null) insert(mark.list, mark, wrapper, mark.next)
}

/** Puts all that follows `opener` into a draft of `node`, which takes the opener's place. */
export function wrapRest(opener: Draft, node: Inline): void {
  wrap(node, opener, null)
  removeDraft(opener)
}

/** The deepest markup between `mark` and `end`. */
export function depthBetween(mark: Draft, end: Draft | null): number {
  let depth = 0
  for (let draft = mark.next; draft !== null && draft !== end; draft = draft.next) depth = Math.max(depth, draft.depth)
  return depth
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
