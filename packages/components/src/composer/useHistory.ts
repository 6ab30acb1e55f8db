import { useState, type KeyboardEvent } from 'react'

/** Arrow up in an empty field brings back what was sent, newest first; arrow down goes the way back. Returns whether the key was for it. */
export function useHistory(
  history: readonly string[],
  text: string,
  show: (text: string) => void,
): (event: KeyboardEvent<HTMLTextAreaElement>) => boolean {
  const [recalled, setRecalled] = useState<number>()
  // What was changed is a text of its own, and so is one that another hand put there.
  const at = recalled !== undefined && history[recalled] === text ? recalled : undefined

  return ({ key, currentTarget: field, shiftKey, altKey, ctrlKey, metaKey }) => {
    if (shiftKey || altKey || ctrlKey || metaKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return false
    const isAtEnd = field.selectionStart === text.length && field.selectionEnd === text.length
    if (at === undefined ? text !== '' || key === 'ArrowDown' : !isAtEnd) return false
    const next = (at ?? history.length) + (key === 'ArrowUp' ? -1 : 1)
    if (next < 0) return true
    const found = history[next]
    if (found === undefined && at === undefined) return false
    setRecalled(found === undefined ? undefined : next)
    show(found ?? '')
    return true
  }
}
