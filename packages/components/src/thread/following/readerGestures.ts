const KEYS_UP = new Set(['PageUp', 'ArrowUp', 'Home'])

/**
 * Calls `onUp` when a reader pushes a scroller upwards: by wheel, finger or key, and before it has moved. Not where something that scrolls within
 * it takes the push, nor for keys in a field. Ends with `signal`.
 */
export function watchPushesUp(scroller: HTMLElement, onUp: () => void, signal: AbortSignal): void {
  let touchY = 0
  const scrollsHere = (target: EventTarget | null) => {
    for (let element = target as Element | null; element && element !== scroller; element = element.parentElement)
      if (element.scrollTop > 0 && element.scrollHeight > element.clientHeight) return false
    return scroller.scrollTop > 0
  }
  const options = { passive: true, signal }
  scroller.addEventListener(
    'wheel',
    (event) => {
      // With Ctrl it zooms.
      if (event.deltaY < 0 && !event.ctrlKey && scrollsHere(event.target)) onUp()
    },
    options,
  )
  scroller.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || isField(event.target)) return
      if ((KEYS_UP.has(event.key) || (event.key === ' ' && event.shiftKey)) && scroller.scrollTop > 0) onUp()
    },
    options,
  )
  scroller.addEventListener('touchstart', (event) => (touchY = event.touches[0]?.clientY ?? 0), options)
  scroller.addEventListener(
    'touchmove',
    (event) => {
      const y = event.touches[0]?.clientY ?? 0
      if (y > touchY + 1 && scrollsHere(event.target)) onUp()
      touchY = y
    },
    options,
  )
}

function isField(target: EventTarget | null): boolean {
  return (target as Element).closest('input, textarea, select, [contenteditable]') !== null
}
