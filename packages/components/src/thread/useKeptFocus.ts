import { useEffect, type RefObject } from 'react'

/**
 * Keeps the focus within the log when what had it goes away, as a button does with what it did: on the fold that it stood in, else on the log. A browser
 * would put it back to the top of the page, and say so to nobody.
 */
export function useKeptFocus(log: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = log.current
    if (!element) return undefined
    let held: Element | undefined
    let fold: HTMLElement | null = null
    const observer = new MutationObserver(() => {
      if (!held || held.isConnected) return
      release()
      if (!isFocusLost(element)) return
      const place = fold?.isConnected ? fold : element
      place.focus({ preventScroll: true })
    })
    const release = () => {
      held = undefined
      observer.disconnect()
    }
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target === element) return
      held = target as Element
      fold = held.closest('details')?.querySelector('summary') ?? null
      observer.observe(element, { childList: true, subtree: true })
    }
    // Some browsers tell it of an element that is being removed too, and the observer a little later.
    const onFocusOut = () => queueMicrotask(() => (held?.isConnected && !held.matches(':focus') ? release() : undefined))
    element.addEventListener('focusin', onFocusIn)
    element.addEventListener('focusout', onFocusOut)
    return () => {
      element.removeEventListener('focusin', onFocusIn)
      element.removeEventListener('focusout', onFocusOut)
      release()
    }
  }, [log])
}

/** Nothing has the focus. */
function isFocusLost({ ownerDocument }: Element): boolean {
  const { activeElement, body } = ownerDocument
  return activeElement === null || activeElement === body
}
