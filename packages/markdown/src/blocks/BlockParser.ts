import { InlineText } from '../inlines/InlineText.js'
import type { InlineContext } from '../inlines/parseRun.js'
import type { Syntax } from '../MarkdownOptions.js'
import { Meter } from '../Meter.js'
import { References } from '../references/References.js'
import { type BlockNode, ContainerBlock, LeafBlock, RootBlock } from './BlockNode.js'
import type { FootnoteBlock } from './FootnoteBlock.js'
import { startIndentedCode } from './IndentedCodeBlock.js'
import { Line } from './Line.js'
import { ListBlock, ListItemBlock } from './ListBlock.js'
import { ParagraphBlock, startParagraph } from './ParagraphBlock.js'
import { mayStart, type Start, STARTS } from './starts.js'
import { addTableRow, TableBlock } from './TableBlock.js'

/**
 * Builds the tree line by line, as the specification's first phase does.
 *
 * Invariant: only the blocks on the way from the root to `tip` are open, and only they and what they hold last are changed by a line; all
 * others are frozen, save two: a text that used a label which is defined later, and a list that turns from tight to loose.
 *
 * @see https://spec.commonmark.org/0.31.2/#phase-1-block-structure
 */
export class BlockParser {
  readonly root: RootBlock = new RootBlock()
  readonly meter: Meter = new Meter()
  readonly references: References = new References(this.meter)
  /** Those that can be called, in the order of the text. */
  readonly footnotes: FootnoteBlock[] = []
  /** The innermost open block. */
  tip: BlockNode = this.root
  /** Grows with every append: what changed now has it as its version. */
  clock = 0
  lineNumber = 0
  /** Where in the text the line begins. */
  lineOffset = 0
  readonly #context: InlineContext
  /** The innermost block that the line continues. */
  #matched: BlockNode = this.root

  constructor(readonly syntax: Syntax) {
    this.#context = { syntax, labels: this.references, meter: this.meter }
  }

  createText(owner: BlockNode): InlineText {
    return new InlineText(this.#context, this.references, owner)
  }

  /** Parses a line, or as much of it as decides what it is; answers the block that takes the rest of it. */
  parseLine(text: string, offset: number): LeafBlock | null {
    this.lineNumber++
    this.lineOffset = offset
    const line = new Line(text)
    const matched = this.#matchOpen(line)
    if (matched === null) return null
    this.#matched = matched
    if (matched instanceof LeafBlock && !(matched instanceof ParagraphBlock)) return this.#addToLeaf(matched, line)

    let container: BlockNode = matched
    while (!line.isBlank && (line.isIndented || mayStart(line.head.charAt(0)))) {
      const started = this.#start(line, container)
      if (started === 'consumed') return null
      if (started instanceof LeafBlock) return started
      if (started === null) break
      container = started
    }
    return this.#addText(line, container)
  }

  /** Continues open blocks from the outermost in; null where the line was the last one's end. */
  #matchOpen(line: Line): BlockNode | null {
    let container: BlockNode = this.root
    while (container instanceof ContainerBlock && container.openChild !== null) {
      const child: BlockNode = container.openChild
      const continuation = child.match(line)
      if (continuation === 'stops') break
      if (child.endsWithLines) child.endLineNumber = this.lineNumber
      if (continuation === 'ends') {
        this.close(child)
        return null
      }
      container = child
    }
    return container
  }

  #start(line: Line, container: BlockNode): Start {
    if (line.isIndented) return startIndentedCode(this, line)
    for (const start of STARTS) {
      const started = start(this, line, container)
      if (started !== null) return started
    }
    return null
  }

  #addToLeaf(leaf: LeafBlock, line: Line): LeafBlock {
    this.closeUnmatched()
    leaf.addLine(line.rest())
    leaf.touch(this.clock)
    return leaf
  }

  /** What began no block is text. */
  #addText(line: Line, container: BlockNode): LeafBlock | null {
    // https://spec.commonmark.org/0.31.2/#lazy-continuation-line
    const isLazy = this.hasUnmatched && this.tip instanceof ParagraphBlock
    if (!line.isBlank && this.tip instanceof ParagraphBlock && (isLazy || container === this.tip)) {
      line.skipBlanks()
      this.tip.addLine(line.rest())
      this.tip.touch(this.clock)
      return this.tip
    }
    this.closeUnmatched()
    if (line.isBlank) return null
    if (container instanceof TableBlock) return addTableRow(this, container, line.rest())
    return startParagraph(this, line)
  }

  /** Whether blocks are open that the line does not continue. */
  get hasUnmatched(): boolean {
    return this.#matched !== this.tip
  }

  #goTo(node: BlockNode): void {
    this.tip = node
    this.#matched = node
  }

  closeUnmatched(): void {
    while (this.tip !== this.#matched) this.close(this.tip)
  }

  /** Puts `node` into the tree as the last child of the innermost block that takes it. */
  add<Node extends BlockNode>(node: Node, lineNumber: number = this.lineNumber): Node {
    this.open(node, lineNumber)
    this.attach(node)
    return node
  }

  /** Makes `node` the innermost open block; it is not in the tree yet. */
  open<Node extends BlockNode>(node: Node, lineNumber: number = this.lineNumber): Node {
    this.closeUnmatched()
    let parent = this.tip
    while (!(parent instanceof ContainerBlock && parent.accepts(node.type))) {
      this.close(parent)
      parent = this.tip
    }
    node.parent = parent
    node.level = parent.level + 1
    node.startLineNumber = lineNumber
    node.endLineNumber = lineNumber
    node.startOffset = this.lineOffset
    parent.openChild = node
    this.#goTo(node)
    return node
  }

  /** Puts an open node into the tree. */
  attach(node: BlockNode): void {
    if (node.parent !== null) this.append(node.parent, node)
  }

  append(parent: ContainerBlock, node: BlockNode): void {
    const last = parent.children.at(-1)
    node.parent = parent
    node.key = parent.children.length
    parent.children.push(node)
    node.version = 0
    node.touch(this.clock)
    if (last !== undefined && node.startLineNumber - lastLineOf(last) > 1) this.#loosen(parent)
  }

  /** A blank line between items, or between an item's blocks, makes the list loose. @see https://spec.commonmark.org/0.31.2/#loose */
  #loosen(parent: ContainerBlock): void {
    const list = parent instanceof ListItemBlock ? parent.parent : parent
    if (list instanceof ListBlock) list.tight = false
  }

  /** Takes out the tip, which another block takes the place of. */
  remove(node: ParagraphBlock): void {
    const { parent } = node
    if (parent === null) return
    if (node.isInTree) parent.children.pop()
    node.open = false
    parent.openChild = null
    this.#goTo(parent)
  }

  /** Puts `node` where `old`, the tip, is. */
  replace(old: BlockNode, node: BlockNode): void {
    const { parent, key, level, startLineNumber, startOffset } = old
    if (parent === null) return
    Object.assign(node, { parent, key, level, startLineNumber, startOffset, endLineNumber: this.lineNumber })
    old.open = false
    parent.children[key] = node
    parent.openChild = node
    this.#goTo(node)
    node.touch(this.clock)
  }

  close(node: BlockNode): void {
    const { parent } = node
    node.onClose(this.clock)
    node.open = false
    if (node.key >= 0) node.touch(this.clock)
    if (parent === null) return
    parent.openChild = null
    if (this.#matched === this.tip) this.#matched = parent
    this.tip = parent
  }

  /** Takes out the outermost blocks from the one at `key` on, and forgets what they and the lines between them defined. */
  dropFrom(key: number): void {
    const { root } = this
    const first = root.children[key]
    if (first === undefined) return
    for (const block of root.children.splice(key)) block.drop()
    root.noteChange(key, this.clock)
    root.touch(this.clock)
    root.openChild = null
    root.open = true
    this.#goTo(root)
    this.lineNumber = first.startLineNumber - 1
    this.references.forgetFrom(first.startOffset)
    while ((this.footnotes.at(-1)?.startOffset ?? -1) >= first.startOffset) this.footnotes.pop()
  }

  /** No more lines will come. */
  closeAll(): void {
    while (this.tip !== this.root) this.close(this.tip)
    this.root.open = false
    this.root.touch(this.clock)
  }
}

/** The last line of the text that `node` has anything on. */
function lastLineOf(node: BlockNode): number {
  const child = node instanceof ContainerBlock && !(node instanceof TableBlock) ? node.children.at(-1) : undefined
  if (child === undefined) return node.endLineNumber
  // A line that continues a paragraph lazily is none of the quote's own.
  return node.endsWithLines ? Math.max(node.endLineNumber, lastLineOf(child)) : lastLineOf(child)
}
