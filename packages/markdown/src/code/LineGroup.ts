import type { Line } from './CodeLines.js'

/** Lines in a group. */
const LINES = 32

/**
 * Lines that are drawn together: when colours come, only their group is drawn anew, however long the block is. A group ends where a line does, so
 * that it can be a box of its own: a browser lays out all the text of a box when some of it changes.
 */
export class LineGroup {
  private version = 0
  private readonly listeners = new Set<() => void>()

  /** @param first The index of its first line in the block. */
  constructor(
    readonly first: number,
    readonly lines: Line[],
  ) {}

  get isFull(): boolean {
    return this.lines.length >= LINES && this.lines.at(-1)?.text.endsWith('\n') === true
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): number => this.version

  /** Draws the group where it is shown. */
  notify(): void {
    this.version++
    for (const listener of this.listeners) listener()
  }
}
