import type { PastMessage } from './history.ts'

/** A whole chat, as its README has it built. */
export interface Chat {
  /** Selects what it draws beside the text, such as a button that copies. */
  readonly extras?: string
  /** Selects its messages, each of them one element. @defaultValue '.message' */
  readonly rows?: string
  /** Scrolls by itself; else the page keeps its end in view. */
  readonly scrolls?: boolean
  mount(element: HTMLElement, history: readonly PastMessage[]): Mounted
}

export interface Mounted {
  /** Asks, so that an answer comes. */
  send(): void
}
