import type { RefObject } from 'react'

/** Whether what would close a layer is a press on the button that opened it: that is no press outside, since the button closes it by its own means. A key on it is none. */
export function isPressOn(anchor: RefObject<HTMLElement | null>, event: Event): boolean {
  // By its path: seen from the page, what happens in a shadow root happens at its host.
  return !('key' in event) && anchor.current !== null && event.composedPath().includes(anchor.current)
}
