import { BLOCK_DEPTH } from '../caps.js'
import { isBlank } from '../inlines/characters.js'
import { ContainerBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'

/** @see https://spec.commonmark.org/0.31.2/#lists */
export class ListBlock extends ContainerBlock {
  readonly type = 'list'
  tight = true

  constructor(
    readonly ordered: boolean,
    readonly start: number,
    readonly delimiter: string,
  ) {
    super()
  }

  match(): Continuation {
    return 'continues'
  }

  override accepts(type: BlockNode['type']): boolean {
    return type === 'listItem'
  }
}

/** @see https://spec.commonmark.org/0.31.2/#list-items */
export class ListItemBlock extends ContainerBlock {
  readonly type = 'listItem'
  checked: boolean | null = null

  /** @param width Columns before the item's content. */
  readonly #width: number

  constructor(width: number) {
    super()
    this.#width = width
  }

  match(line: Line): Continuation {
    if (line.isBlank) {
      // An item may begin with one blank line, not with two.
      if (this.children.length === 0 && this.openChild === null) return 'stops'
      line.skipBlanks()
      return 'continues'
    }
    if (line.indent < this.#width) return 'stops'
    line.advanceColumns(this.#width)
    return 'continues'
  }
}

interface ListMarker {
  readonly ordered: boolean
  readonly start: number
  readonly delimiter: string
  readonly width: number
}

export function startListItem(parser: BlockParser, line: Line, container: BlockNode): ListItemBlock | null {
  if (container.level + 2 > BLOCK_DEPTH) return null
  const marker = takeListMarker(line, container.type === 'paragraph')
  if (marker === null) return null
  const { ordered, start, delimiter, width } = marker
  parser.closeUnmatched()
  const list = parser.tip
  const isSame = list instanceof ListBlock && list.ordered === ordered && list.delimiter === delimiter
  if (!isSame) parser.add(new ListBlock(ordered, start, delimiter))
  return parser.add(new ListItemBlock(width))
}

/** Takes a marker with the blanks behind it. @param interrupts Whether it would end a paragraph: only `1` may, and no empty item. */
function takeListMarker(line: Line, interrupts: boolean): ListMarker | null {
  const { head, indent } = line
  const length = listMarkerLength(head)
  if (length === 0 || (length < head.length && !isBlank(head.charCodeAt(length)))) return null
  const ordered = length > 1
  const start = ordered ? Number(head.slice(0, length - 1)) : 1
  if (interrupts && ((ordered && start !== 1) || !/[^ \t]/.test(head.slice(length)))) return null
  line.skipBlanks()
  line.advance(length)
  return { ordered, start, delimiter: head.charAt(length - 1), width: indent + length + takePadding(line) }
}

/** Characters of the list marker that `head` begins with, or 0: a bullet, or up to nine digits with a delimiter. */
export function listMarkerLength(head: string): number {
  return /^(?:[-+*]|\d{1,9}[.)])/.exec(head)?.[0].length ?? 0
}

/** One to four columns after a marker belong to it; of five and more only one does, for the rest is indented code. */
function takePadding(line: Line): number {
  const { indent } = line
  const isEmpty = line.isBlank
  if (isEmpty || indent > 4) {
    line.skipOptionalBlank()
    return 1
  }
  line.advanceColumns(indent)
  return indent
}
