import { whenIdle } from '../react/whenIdle.js'
import type { CodeLines } from './CodeLines.js'
import type { Highlighter, Language } from './Highlighter.js'
import type { LineGroup } from './LineGroup.js'

/** How long lines are read before the page gets its turn, in milliseconds; and how many, for to draw them takes longer than to read them. */
const SLICE_MS = 4
const SLICE_LINES = 64

/**
 * Reads the lines of a code block when the page has time: each that has its end once, and the unfinished last one with a copy of the state.
 *
 * Invariant: `state` is the one behind the lines that have been read.
 */
export class Colours {
  private language: Language | null = null
  private state: unknown
  private callOff: (() => void) | null = null

  constructor(
    private readonly lines: CodeLines,
    private readonly highlighter: Highlighter,
  ) {}

  /** Reads in the language of that name, once it is there; answers the function that ends this. */
  start(name: string | null): () => void {
    let isWanted = true
    const found = name === null ? null : this.highlighter.language(name)
    const wait = async (loading: Promise<Language | null>) => {
      // What cannot be loaded stays plain: that it failed stands in the browser's console, as with every request.
      const language = await loading.catch(() => null)
      if (isWanted) this.choose(language)
    }
    if (found instanceof Promise) void wait(found)
    else this.choose(found)
    return () => {
      isWanted = false
      this.callOff?.()
      this.callOff = null
    }
  }

  /** Reads on after text was added; does nothing where it does already, or where there is nothing to read. */
  resume(): void {
    if (this.callOff !== null || this.language === null) return
    if (this.hasWork()) this.callOff = whenIdle(() => this.readSlice())
  }

  private choose(language: Language | null): void {
    if (language !== this.language) {
      this.clear()
      this.language = language
    }
    this.resume()
  }

  private hasWork(): boolean {
    const { open, closed, read } = this.lines
    return read < closed || (open !== undefined && !open.isLong && (open.tokens === null || open.covered < open.text.length))
  }

  private readSlice(): void {
    this.callOff = null
    const { language } = this
    if (language === null) return
    const changed = new Set<LineGroup>()
    const end = performance.now() + SLICE_MS
    try {
      for (let count = 0; count < SLICE_LINES && this.hasWork() && performance.now() < end; count++) this.readLine(language, changed)
    } catch (error) {
      // Whoever made the highlighter is told, once; the rest of the block stays plain.
      this.language = null
      throw error
    } finally {
      for (const group of changed) group.notify()
    }
    this.resume()
  }

  private readLine(language: Language, changed: Set<LineGroup>): void {
    const { lines } = this
    const index = lines.read
    const isClosed = index < lines.closed
    if (index === 0) this.state = language.start()
    const line = isClosed ? lines.at(index) : lines.open
    if (line === undefined) return
    if (!line.isLong) {
      const text = isClosed ? line.text.slice(0, -1) : line.text
      const tokens = language.line(text, isClosed ? this.state : language.copy(this.state))
      // The same text behind the same state is the same, whether its end was known or not.
      if (line.tokens === null || line.covered < text.length) {
        lines.colour(index, tokens, text.length)
        changed.add(lines.groupOf(index))
      }
    }
    if (isClosed) lines.read++
  }

  private clear(): void {
    this.lines.read = 0
    for (let index = 0; index < this.lines.closed + (this.lines.open === undefined ? 0 : 1); index++)
      if (!this.lines.at(index).isLong) this.lines.colour(index, null, 0)
    for (const { group } of this.lines.views) group.notify()
  }
}
