import { useLayoutEffect, useState } from 'react'

/**
 * Whole seconds left, counted down to 0. `start` says when it ends, in milliseconds of the epoch, and is asked again whenever it is another function;
 * undefined: there is nothing to count, and before the page is laid out nothing is known.
 */
export function useCountdown(start: (() => number) | undefined): number | undefined {
  const [seconds, setSeconds] = useState<number>()

  useLayoutEffect(() => {
    if (!start) return undefined
    const untilMs = start()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      const leftMs = Math.max(0, untilMs - Date.now())
      setSeconds(Math.ceil(leftMs / 1000))
      // Ticks fall on the moments at which the number changes, however late the one before was.
      if (leftMs > 0) timer = setTimeout(tick, leftMs % 1000 || 1000)
    }
    tick()
    return () => clearTimeout(timer)
  }, [start])

  return start && seconds
}
