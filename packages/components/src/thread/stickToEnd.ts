/** Keeps a scroller at the end of what grows in it, for as long as its reader wants to be there. */
export interface StickToEnd {
  /** Whether it follows the end now. Shown as `data-at-end` on the scroller. */
  readonly atEnd: boolean
  /** Goes to the end and follows it from now on. */
  toEnd(): void
  destroy(): void
}

/** Within this many pixels of the end counts as being there. */
const SLACK_PX = 2
/** How long after a reader's push upwards a scroller that still stands at the end is not taken for one that wants to stay. */
const PUSH_MS = 300
const KEYS_UP = new Set(['PageUp', 'ArrowUp', 'Home'])

/**
 * Follows the end of `content` inside `scroller`. Any way upwards (wheel, touch, keys, scroll bar, find in page, a script) lets go at once;
 * only a scroll downwards to the end takes hold again.
 *
 * Every write happens in a ResizeObserver, after layout and before paint, so nothing is painted at a wrong place and no layout is
 * forced while React commits.
 */
export function createStickToEnd(scroller: HTMLElement, content: HTMLElement): StickToEnd {
  const listeners = new AbortController()
  let atEnd = true
  let lastTop = 0
  let laidOutEnd = 0
  let pushedAtMs = Number.NEGATIVE_INFINITY
  let touchY = 0

  const end = () => Math.max(0, scroller.scrollHeight - scroller.clientHeight)

  const setAtEnd = (value: boolean) => {
    atEnd = value
    // The browser's own anchoring must rest while the end is followed; the style sheet sees to it by this attribute.
    scroller.toggleAttribute('data-at-end', value)
  }

  const goToEnd = () => {
    scroller.scrollTop = laidOutEnd
    lastTop = scroller.scrollTop
  }

  const letGo = () => {
    pushedAtMs = performance.now()
    setAtEnd(false)
  }

  const settle = () => {
    laidOutEnd = end()
    const top = scroller.scrollTop
    const stands = top >= laidOutEnd - 0.5
    // Content shrank or the window grew until the end was reached: the reader is there, unless they are just leaving.
    if (!atEnd && stands && performance.now() - pushedAtMs > PUSH_MS) setAtEnd(true)
    // Somebody scrolled up and the event is still to come: theirs wins.
    if (atEnd && top < lastTop - 0.5 && !stands) setAtEnd(false)
    if (atEnd) goToEnd()
  }

  const onScroll = () => {
    const top = scroller.scrollTop
    const up = top < lastTop - 0.25
    const down = top > lastTop + 0.25
    lastTop = top
    if (up && laidOutEnd - top > 0.5) setAtEnd(false)
    else if (down && laidOutEnd - top <= SLACK_PX) setAtEnd(true)
  }

  const onWheel = (event: WheelEvent) => {
    if (event.deltaY < 0 && !event.ctrlKey && scrollsHere(event.target)) letGo()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isField(event.target)) return
    if ((KEYS_UP.has(event.key) || (event.key === ' ' && event.shiftKey)) && scroller.scrollTop > 0) letGo()
  }

  const onTouchStart = (event: TouchEvent) => {
    touchY = event.touches[0]?.clientY ?? 0
  }

  const onTouchMove = (event: TouchEvent) => {
    const y = event.touches[0]?.clientY ?? 0
    if (y > touchY + 1 && scrollsHere(event.target)) letGo()
    touchY = y
  }

  /** Whether a push upwards on `target` moves this scroller and not one nested in it. */
  const scrollsHere = (target: EventTarget | null) => {
    for (let element = target instanceof Element ? target : null; element && element !== scroller; element = element.parentElement) {
      if (element.scrollTop > 0 && element.scrollHeight > element.clientHeight) return false
    }
    return scroller.scrollTop > 0
  }

  const options = { passive: true, signal: listeners.signal }
  scroller.addEventListener('scroll', onScroll, options)
  scroller.addEventListener('wheel', onWheel, options)
  scroller.addEventListener('keydown', onKeyDown, options)
  scroller.addEventListener('touchstart', onTouchStart, options)
  scroller.addEventListener('touchmove', onTouchMove, options)
  const resizes = new ResizeObserver(settle)
  resizes.observe(content)
  resizes.observe(scroller)
  setAtEnd(true)
  settle()

  return {
    get atEnd() {
      return atEnd
    },
    toEnd() {
      setAtEnd(true)
      laidOutEnd = end()
      goToEnd()
    },
    destroy() {
      listeners.abort()
      resizes.disconnect()
    },
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
