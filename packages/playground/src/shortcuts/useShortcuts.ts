import { useEffect, useRef } from 'react'
import { shortcutOf, type ShortcutName } from './shortcuts.js'

/** Has the page listen to its shortcuts. Every action is that of the last render. */
export function useShortcuts(actions: Readonly<Record<ShortcutName, () => void>>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const name = shortcutOf(event, isWriting(event.target))
      if (!name) return
      event.preventDefault()
      latest.current[name]()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
