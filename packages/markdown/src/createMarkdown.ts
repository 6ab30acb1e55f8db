import { BlockParser } from './blocks/BlockParser.js'
import { LINE_START_CHARS } from './caps.js'
import type { LeafBlock } from './blocks/BlockNode.js'
import { isDecided } from './blocks/isDecided.js'
import { type MarkdownOptions, type Syntax, syntaxOf } from './MarkdownOptions.js'
import type { FootnoteDefinition, Root } from './tree.js'

/** A text that grows, and the tree of it. */
export interface MarkdownSource {
  /** The tree. It is changed in place: `version` and identity tell what changed. `replace` may put another in its place. */
  readonly root: Root
  /** The footnotes that can be called, in the order of their numbers, wherever in the tree they stand. */
  readonly footnotes: readonly FootnoteDefinition[]
  /** All that was appended. */
  readonly text: string
  /** Whether `finish` was called. */
  readonly finished: boolean
  /** Whether uses of a label that was defined late wait for the next appends, or for `settle`. */
  readonly pending: boolean
  /** Characters looked at so far, second looks included: what an append cost is the difference. */
  readonly work: number
  /**
   * Adds text at the end.
   *
   * @throws Error once the text is finished.
   */
  append(text: string): void
  /** Makes `text` the whole text, from the last block that it has in common with the old one on. It may be finished again then. */
  replace(text: string): void
  /** Tells that no more text will come: what was held back is read as it stands. */
  finish(): void
  /** Parses some of what `pending` speaks of; for when the page has time. */
  settle(): void
  /** Calls `listener` after every change, until the function that it answers is called. */
  subscribe(listener: () => void): () => void
}

/**
 * Creates an empty text. Each append costs a fixed multiple of its own length at most, however long the text is.
 *
 * @see https://spec.commonmark.org/0.31.2/
 */
export function createMarkdown(options: MarkdownOptions = {}): MarkdownSource {
  return new StreamingMarkdown(syntaxOf(options))
}

/** How many characters two texts begin with alike. */
function commonPrefix(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

const LINE_END = /\r\n?|\n/g

/**
 * The same text in a string of its own. V8 keeps all of a string alive for a slice of it, and the tree is made of slices: where the whole text is
 * given anew with each change, each of them would stay.
 */
function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}

class StreamingMarkdown implements MarkdownSource {
  #parser: BlockParser
  readonly #listeners = new Set<() => void>()
  #source = ''
  /** The beginning of a line that is not decided yet, and where in the text it stands. */
  #held = ''
  #lineOffset = 0
  /** The block that the rest of a decided line goes to. */
  #sink: LeafBlock | null = null
  /** Whether the text ended with a carriage return: a line feed right after it belongs to it. */
  #endsWithReturn = false
  finished = false

  constructor(syntax: Syntax) {
    this.#parser = new BlockParser(syntax)
  }

  // The classes of the nodes hold what the interfaces promise, and what the parser needs besides.
  get root(): Root {
    return this.#parser.root as unknown as Root
  }

  get footnotes(): readonly FootnoteDefinition[] {
    return this.#parser.footnotes as unknown as readonly FootnoteDefinition[]
  }

  get text(): string {
    return this.#source
  }

  get pending(): boolean {
    return this.#parser.references.hasLate
  }

  get work(): number {
    return this.#parser.meter.work
  }

  append(text: string): void {
    if (this.finished) throw new Error('The text is finished. Call replace() with the whole text, or create another one.')
    if (text !== '') this.#grow(text, this.#source + text)
  }

  finish(): void {
    if (this.finished) return
    this.#parser.clock++
    if (this.#sink !== null || this.#held !== '') this.#endLine('')
    this.#parser.closeAll()
    this.#parser.references.settle(this.#parser.clock, Infinity)
    this.finished = true
    this.#notify()
  }

  settle(): void {
    if (!this.pending) return
    this.#parser.clock++
    this.#parser.references.settle(this.#parser.clock)
    this.#notify()
  }

  replace(text: string): void {
    if (text === this.#source) return
    if (text.startsWith(this.#source) && !this.finished) return this.#grow(text.slice(this.#source.length), text)
    const parser = this.#parser
    const kept = this.#keptBlocks(commonPrefix(this.#source, text))
    const offset = kept === 0 ? 0 : (parser.root.children[kept]?.startOffset ?? 0)
    if (kept === 0) {
      this.#parser = new BlockParser(parser.syntax)
      this.#parser.clock = parser.clock
      this.#parser.meter.work = parser.meter.work
    } else {
      parser.clock++
      parser.dropFrom(kept)
    }
    this.#held = ''
    this.#lineOffset = offset
    this.#sink = null
    this.#endsWithReturn = false
    this.finished = false
    this.#grow(text.slice(offset), text)
  }

  /**
   * How many of the outermost blocks a text has as well that begins with the first `length` characters. The one after them has its whole
   * first line there: so the last of them ended where it does now, and nothing of it waits on what follows.
   */
  #keptBlocks(length: number): number {
    const { children } = this.#parser.root
    let kept = children.length - 1
    while (kept > 0 && !this.#hasLine(children[kept]?.startOffset ?? Infinity, length)) kept--
    return Math.max(0, kept)
  }

  #hasLine(offset: number, length: number): boolean {
    LINE_END.lastIndex = offset
    const end = offset < length ? LINE_END.exec(this.#source) : null
    return end !== null && end.index + 1 < length
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** @param whole The whole text, which ends with `text`. */
  #grow(text: string, whole: string): void {
    this.#source = whole
    this.#parser.clock++
    this.#parser.meter.count(text.length)
    this.#readLines(detached(text))
    this.#update()
  }

  #readLines(text: string): void {
    const clean = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
    const offset = this.#source.length - text.length
    let from = this.#endsWithReturn && clean.startsWith('\n') ? 1 : 0
    this.#endsWithReturn = clean.endsWith('\r')
    if (from > 0 && this.#held === '' && this.#sink === null) this.#lineOffset = offset + 1
    LINE_END.lastIndex = from
    for (let match = LINE_END.exec(clean); match !== null; match = LINE_END.exec(clean)) {
      this.#endLine(clean.slice(from, match.index))
      from = LINE_END.lastIndex
      this.#lineOffset = offset + from
    }
    if (from < clean.length) this.#addToLine(clean.slice(from))
  }

  #endLine(text: string): void {
    if (this.#sink === null) {
      const line = this.#held + text
      this.#held = ''
      this.#parser.meter.count(line.length)
      this.#parser.parseLine(line, this.#lineOffset)?.endLine()
    } else {
      this.#addToSink(this.#sink, text)
      this.#sink.endLine()
      this.#sink = null
    }
  }

  #addToLine(text: string): void {
    if (this.#sink !== null) return this.#addToSink(this.#sink, text)
    this.#held += text
    const { root, meter, syntax } = this.#parser
    meter.count(Math.min(this.#held.length, LINE_START_CHARS))
    if (!isDecided(this.#held, root, syntax)) return
    this.#sink = this.#parser.parseLine(this.#held, this.#lineOffset)
    this.#held = ''
  }

  #addToSink(sink: LeafBlock, text: string): void {
    if (text === '') return
    sink.addText(text)
    sink.touch(this.#parser.clock)
  }

  /** Shows what came, and parses again what a late definition changes. */
  #update(): void {
    const { tip, references, clock } = this.#parser
    const changing = this.#sink ?? tip
    changing.refresh()
    references.settle(clock)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
