import type { Token } from './Highlighter.js'
import { LineGroup } from './LineGroup.js'
import { isHigh } from './pushToken.js'

/** Longer lines stay plain, and are drawn in pieces of that length: nobody reads them, and a mode may take long for them. In UTF-16 units. */
export const LINE_CHARS = 2_000

/** A line with its end, or a piece of a long one. Another object stands in its place when it changes. */
export interface Line {
  readonly text: string
  /** What is known of its beginning: null before it was read, none at all where it belongs to a long line. */
  readonly tokens: readonly Token[] | null
  /** How many characters of the text the tokens are of. */
  readonly covered: number
  readonly isLong: boolean
}

/** A group as it stands: another object for the same group tells that text of it changed. */
export interface GroupView {
  readonly group: LineGroup
}

/**
 * The text of a code block as lines in groups, which follows chunks that grow in place.
 *
 * Invariant: lines depend on the text alone, not on the pieces it came in. Lines before `closed` do not change while text is only added.
 */
export class CodeLines {
  /** All but the last are full. */
  readonly views: GroupView[] = []
  /** Grows when lines were taken away. */
  revision = 0
  /** How many lines have been read: none anymore where one of them was taken away, for a state can only be found from the start. */
  read = 0
  /** How many lines have their end. */
  closed = 0
  private count = 0
  private isWithinLong = false
  private source: readonly string[] | null = null
  private seen = 0
  private lastSeen = ''

  /** The unfinished last line, or undefined where there is none. */
  get open(): Line | undefined {
    return this.count > this.closed ? this.at(this.closed) : undefined
  }

  at(index: number): Line {
    const { first, lines } = this.groupOf(index)
    const line = lines[index - first]
    if (line === undefined) throw new RangeError(`There is no line ${index}.`)
    return line
  }

  groupOf(index: number): LineGroup {
    let low = 0
    for (let high = this.views.length; high - low > 1;) {
      const middle = (low + high) >> 1
      if ((this.views[middle]?.group.first ?? 0) > index) high = middle
      else low = middle
    }
    const view = this.views[low]
    if (view === undefined) throw new RangeError(`There is no line ${index}.`)
    return view.group
  }

  /** Puts tokens on a line. Text stays as it is, so that this alone does not draw anything: see `LineGroup.notify`. */
  colour(index: number, tokens: readonly Token[] | null, covered: number): void {
    const { first, lines } = this.groupOf(index)
    lines[index - first] = { ...this.at(index), tokens, covered }
  }

  /** Takes over what was added to `chunks` since the last call; where something else changed, all from the first changed line on. */
  follow(chunks: readonly string[]): void {
    const { seen, lastSeen } = this
    const last = chunks[seen - 1] ?? ''
    if (chunks !== this.source || chunks.length < seen || !last.startsWith(lastSeen)) {
      this.replace(chunks.join(''))
    } else {
      if (last.length > lastSeen.length) this.append(last.slice(lastSeen.length))
      for (const chunk of chunks.slice(seen)) this.append(chunk)
    }
    this.source = chunks
    this.seen = chunks.length
    this.lastSeen = chunks.at(-1) ?? ''
  }

  private replace(text: string): void {
    let same = 0
    let length = 0
    for (; same < this.count && text.startsWith(this.at(same).text, length); same++) length += this.at(same).text.length
    if (same < this.count) {
      // Back to where a line starts, for a long one may have become shorter.
      for (; same > 0 && !this.at(same - 1).text.endsWith('\n'); same--) length -= this.at(same - 1).text.length
      this.truncate(same)
    }
    this.append(text.slice(length))
  }

  private truncate(count: number): void {
    let last = this.views.pop()
    while (last !== undefined && last.group.first >= count) last = this.views.pop()
    if (last !== undefined) {
      const { first, lines } = last.group
      this.views.push({ group: new LineGroup(first, lines.slice(0, count - first)) })
    }
    this.count = count
    this.closed = count
    if (count < this.read) this.read = 0
    this.isWithinLong = false
    this.revision++
  }

  private append(text: string): void {
    for (let from = 0; from < text.length;) {
      const end = text.indexOf('\n', from) + 1 || text.length
      this.grow(text.slice(from, end))
      from = end
    }
  }

  /** Adds text with at most one line end, which is its last character. */
  private grow(text: string): void {
    const { open } = this
    const isEnd = text.endsWith('\n')
    let rest = (open?.text ?? '') + text
    while (rest.length - (isEnd ? 1 : 0) > LINE_CHARS) {
      const cut = isHigh(rest.charCodeAt(LINE_CHARS - 1)) ? LINE_CHARS - 1 : LINE_CHARS
      this.put({ text: rest.slice(0, cut), tokens: [], covered: 0, isLong: true })
      this.closed++
      this.isWithinLong = true
      rest = rest.slice(cut)
    }
    if (this.isWithinLong) this.put({ text: rest, tokens: [], covered: 0, isLong: true })
    else this.put({ text: rest, tokens: open?.tokens ?? null, covered: open?.covered ?? 0, isLong: false })
    if (isEnd) {
      this.closed++
      this.isWithinLong = false
    }
  }

  /** Puts a line in place of the open one, or behind the last. */
  private put(line: Line): void {
    let group = this.views.at(-1)?.group
    if (group === undefined || (this.count === this.closed && group.isFull)) {
      group = new LineGroup(this.closed, [])
      this.views.push({ group })
    } else {
      this.views[this.views.length - 1] = { group }
    }
    group.lines[this.closed - group.first] = line
    this.count = this.closed + 1
  }
}
