import type { RefObject } from 'react'

/** Whether what would close a layer is a press on the button that opened it: that is no press outside, since the button closes it by its own means. A key on it is none. */
export function isPressOn(anchor: RefObject<HTMLElement | null>, event: Event): boolean {
  return !(event instanceof KeyboardEvent) && event.target instanceof Node && anchor.current?.contains(event.target) === true
}
