import { useCallback, useSyncExternalStore, type RefObject } from 'react'
import type { Scheme } from './drawDiagram.js'

const QUERY = '(prefers-color-scheme: dark)'

/**
 * Which of the pair an element has now: `color-scheme` decides, wherever it was set. Looked at again when the reader's preference changes,
 * and when an attribute of the page's outermost elements does, as those that choose a theme.
 */
export function useScheme(ref: RefObject<Element | null>): Scheme {
  const now = useCallback(() => schemeOf(ref.current), [ref])
  return useSyncExternalStore(subscribe, now, () => 'light')
}

function subscribe(listener: () => void): () => void {
  const preference = matchMedia(QUERY)
  const observer = new MutationObserver(listener)
  preference.addEventListener('change', listener)
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true })
  return () => {
    preference.removeEventListener('change', listener)
    observer.disconnect()
  }
}

function schemeOf(element: Element | null): Scheme {
  const names = element === null ? '' : getComputedStyle(element).colorScheme
  const [light, dark] = [/\blight\b/.test(names), /\bdark\b/.test(names)]
  return dark && (!light || matchMedia(QUERY).matches) ? 'dark' : 'light'
}
