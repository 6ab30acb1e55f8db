/** The one observer of the page: one for each message would cost more than what it saves. Made where there is no pointer that could hover. */
let observer: IntersectionObserver | undefined
const waiting = new WeakMap<Element, () => void>()

/** Where fingers are all there is, calls back once the element is scrolled near, for nothing tells that a finger comes near. Answers how to give that up. */
export function whenNear(element: Element, onNear: () => void): (() => void) | undefined {
  if (!matchMedia('(hover: none)').matches) return undefined
  observer ??= new IntersectionObserver(tell, { rootMargin: '50%' })
  waiting.set(element, onNear)
  observer.observe(element)
  return () => {
    waiting.delete(element)
    observer?.unobserve(element)
  }
}

function tell(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
}
