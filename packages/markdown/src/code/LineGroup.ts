import type { Line } from './CodeLines.js'

/** Lines in a group. */
export const LINES = 32

/** Lines that are drawn together: when colours come, only their group is drawn anew, however long the block is. */
export class LineGroup {
  private version = 0
  private readonly listeners = new Set<() => void>()

  constructor(readonly lines: Line[]) {}

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
