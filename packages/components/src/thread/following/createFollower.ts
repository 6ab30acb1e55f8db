import { watchPushesUp } from './readerGestures.js'
import { movedBy, readingPlace, type ReadingPlace } from './readingPlace.js'

/** Keeps a scroller at its end for as long as its reader wants to be there, and else keeps before them what they are reading. */
export interface Follower {
  /** Whether it follows the end now. Shown as `data-at-end` on the scroller. */
  readonly atEnd: boolean
  /** Goes to the end before the next paint, or smoothly, and follows it from now on. */
  toEnd(smoothly?: boolean): void
  /** Puts an element at the upper edge, and holds it there. */
  show(element: Element): void
  destroy(): void
}

export interface Followed {
  readonly scroller: HTMLElement
  /** All that it scrolls. */
  readonly content: HTMLElement
  /** Holds groups, and these rows, each with its message's id as `data-row`. */
  readonly rows: Element | null
  readonly onChange: (atEnd: boolean) => void
}

/** Within this many pixels of the end counts as being there. */
const SLACK_PX = 2
/** How long after a reader's push upwards a scroller that still stands at the end is not taken for one that wants to stay. */
const PUSH_MS = 300
/** How long after the end was gone to what comes into sight there may still take its true height, and so move the end up and down within one frame. */
const COMING_IN_MS = 2000
/** How far from the end a smooth way to it begins at most, in heights of the scroller. */
const CHASE_HEIGHTS = 1.5
/** Share of the rest that each frame of it covers, what it may leave for a last leap, and the frames after which it leaps anyhow. */
const CHASE = { share: 0.3, leapPx: 24, frames: 40 }

/**
 * Any way upwards (wheel, touch, keys, scroll bar, find in page, a script) lets go of the end at once; only a scroll downwards to the end takes hold again.
 *
 * Every write happens in a ResizeObserver, after layout and before paint, so nothing is painted at a wrong place and no layout is
 * forced while React commits.
 */
export function createFollower({ scroller, content, rows, onChange }: Followed): Follower {
  const listeners = new AbortController()
  // Where the browser does not hold what is read by itself, or was told not to, it is held here.
  const holdsAlone = getComputedStyle(scroller).overflowAnchor !== 'auto'
  let atEnd = true
  let lastTop = 0
  let end = 0
  let pushedAtMs = Number.NEGATIVE_INFINITY
  let wentToEndAtMs = performance.now()
  let chase = 0
  let place: ReadingPlace | undefined

  const measure = () => (end = Math.max(0, scroller.scrollHeight - scroller.clientHeight))

  const setAtEnd = (value: boolean) => {
    // The browser's own anchoring must rest while the end is followed; the style sheet sees to it by this attribute.
    scroller.toggleAttribute('data-at-end', value)
    if (value === atEnd) return
    atEnd = value
    onChange(value)
  }

  const scrollTo = (top: number) => {
    scroller.scrollTop = top
    lastTop = scroller.scrollTop
  }

  const stopChase = () => {
    cancelAnimationFrame(chase)
    chase = 0
  }

  const letGo = () => {
    pushedAtMs = performance.now()
    stopChase()
    setAtEnd(false)
  }

  const remember = () => {
    place = atEnd ? undefined : readingPlace(scroller, rows)
  }

  const restore = () => {
    const moved = place && movedBy(place, scroller, rows)
    if (!moved) return
    const top = scroller.scrollTop
    // Moved by the browser, which held the place, or by somebody whose event is still to come: theirs wins. Not where it was clamped to the end.
    const isElsewhere = Math.abs(top - lastTop) > 0.5
    if (isElsewhere && (holdsAlone ? top < end - 0.5 : moved.isSame)) return
    if (Math.abs(moved.px) >= 1) scrollTo(top + moved.px)
  }

  /** What lies lower than it did may have been moved up by the browser, since there was nothing further down for a moment. */
  const mayBeClamped = (endBefore: number) =>
    end < endBefore - 0.5 || (end > endBefore + 0.5 && performance.now() - wentToEndAtMs < COMING_IN_MS)

  const settle = () => {
    const endBefore = end
    measure()
    if (chase !== 0) return
    const top = scroller.scrollTop
    const stands = top >= end - 0.5
    // Content shrank or the window grew until the end was reached: the reader is there, unless they are just leaving.
    if (!atEnd && stands && performance.now() - pushedAtMs > PUSH_MS) setAtEnd(true)
    // Somebody scrolled up and the event is still to come: theirs wins.
    if (atEnd && top < lastTop - 0.5 && !stands && !mayBeClamped(endBefore)) setAtEnd(false)
    if (atEnd) return scrollTo(end)
    restore()
    remember()
  }

  const onScroll = () => {
    const top = scroller.scrollTop
    const isUp = top < lastTop - 0.25
    const isDown = top > lastTop + 0.25
    // Content that shrank moves the reader up as well, and may have done so before it was measured.
    if (isUp && atEnd && chase === 0 && Math.abs(scroller.scrollHeight - scroller.clientHeight - end) > 0.5) return settle()
    lastTop = top
    if (chase !== 0) return
    if (isUp && end - top > 0.5) setAtEnd(false)
    else if (isDown && end - top <= SLACK_PX) setAtEnd(true)
    remember()
  }

  // A native smooth scroll would aim at an end that has moved on meanwhile.
  const step = (frame: number) => {
    const rest = measure() - scroller.scrollTop
    if (rest <= CHASE.leapPx || frame >= CHASE.frames) {
      chase = 0
      return scrollTo(end)
    }
    scrollTo(scroller.scrollTop + Math.max(1, rest * CHASE.share))
    chase = requestAnimationFrame(() => step(frame + 1))
  }

  // An element that is observed anew is told of after the next layout.
  const settleSoon = () => {
    // Where the reader has gone until then, is no longer where they want to be.
    lastTop = Number.NEGATIVE_INFINITY
    resizes.unobserve(content)
    resizes.observe(content)
  }

  scroller.addEventListener('scroll', onScroll, { passive: true, signal: listeners.signal })
  watchPushesUp(scroller, letGo, listeners.signal)
  const resizes = new ResizeObserver(settle)
  resizes.observe(content)
  resizes.observe(scroller)
  setAtEnd(true)
  settle()

  return {
    get atEnd() {
      return atEnd
    },
    toEnd(smoothly = false) {
      stopChase()
      setAtEnd(true)
      wentToEndAtMs = performance.now()
      if (!smoothly || matchMedia('(prefers-reduced-motion: reduce)').matches) return settleSoon()
      measure()
      const far = end - scroller.clientHeight * CHASE_HEIGHTS
      if (scroller.scrollTop < far) scrollTo(far)
      chase = requestAnimationFrame(() => step(0))
    },
    show(element) {
      letGo()
      element.scrollIntoView({ block: 'start', behavior: 'instant' })
      lastTop = scroller.scrollTop
      remember()
    },
    destroy() {
      stopChase()
      listeners.abort()
      resizes.disconnect()
      scroller.removeAttribute('data-at-end')
    },
  }
}
