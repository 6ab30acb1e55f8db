/** Groups this far from what is seen are drawn in full. */
const MARGIN = '2500px 0px'

type SetNear = (isNear: boolean) => void

/**
 * Tells groups of rows whether they are near to what is seen, so that the far ones can be plain text. A group that holds the focus or a selection
 * stays as it is, in either direction, until it holds it no more: what is selected or focused would be gone.
 */
export class Nearness {
  readonly #groups = new Map<Element, SetNear>()
  /** What was seen of groups and not told yet. */
  readonly #due = new Map<Element, boolean>()
  #observer: IntersectionObserver | undefined
  #isFlushing = false

  /** Until the function that it answers is called. */
  observe(group: Element, scroller: Element | null, setNear: SetNear): () => void {
    this.#groups.set(group, setNear)
    this.#observer ??= this.#start(scroller)
    this.#observer.observe(group)
    return () => {
      this.#groups.delete(group)
      this.#due.delete(group)
      this.#observer?.unobserve(group)
      if (this.#groups.size === 0) this.#stop()
    }
  }

  /** Has a group, or all, drawn in full; to be called within `flushSync`. What was not near is told so again once it is looked at. */
  draw(group?: Element): void {
    if (group) return this.#groups.get(group)?.(true)
    for (const setNear of this.#groups.values()) setNear(true)
  }

  /** Looks at every group again. */
  look(): void {
    for (const group of this.#groups.keys()) {
      this.#observer?.unobserve(group)
      this.#observer?.observe(group)
    }
  }

  #start(root: Element | null): IntersectionObserver {
    document.addEventListener('selectionchange', this.#flushSoon)
    document.addEventListener('focusout', this.#flushSoon)
    return new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#due.set(target, isIntersecting)
        this.#flushSoon()
      },
      { root, rootMargin: MARGIN },
    )
  }

  #stop(): void {
    document.removeEventListener('selectionchange', this.#flushSoon)
    document.removeEventListener('focusout', this.#flushSoon)
    this.#observer?.disconnect()
    this.#observer = undefined
  }

  readonly #flushSoon = (): void => {
    if (this.#isFlushing || this.#due.size === 0) return
    this.#isFlushing = true
    queueMicrotask(() => {
      this.#isFlushing = false
      for (const [group, isNear] of this.#due) {
        if (isHeld(group)) continue
        this.#due.delete(group)
        this.#groups.get(group)?.(isNear)
      }
    })
  }
}

function isHeld(group: Element): boolean {
  const root = group.getRootNode()
  // Outside of a page, nothing has the focus.
  if (group.contains((root as Partial<DocumentOrShadowRoot>).activeElement ?? null)) return true
  const selection = group.ownerDocument.getSelection()
  if (!selection || selection.isCollapsed) return false
  for (let index = 0; index < selection.rangeCount; index++) if (selection.getRangeAt(index).intersectsNode(group)) return true
  return false
}
