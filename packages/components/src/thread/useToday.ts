import { useSyncExternalStore } from 'react'
import { dayOf, untilMidnightMs } from './days.js'

/**
 * The number of the day, which changes at midnight. Undefined on a server and while its page is hydrated: it does not know where the reader is.
 */
export function useToday(): number | undefined {
  return useSyncExternalStore(subscribe, today, onServer)
}

function subscribe(listener: () => void): () => void {
  let timer = 0
  const wait = () => {
    timer = window.setTimeout(() => {
      listener()
      wait()
    }, untilMidnightMs(Date.now()))
  }
  wait()
  return () => window.clearTimeout(timer)
}

function today(): number | undefined {
  return dayOf(Date.now())
}

function onServer(): undefined {
  return undefined
}
