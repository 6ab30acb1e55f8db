'use client'
import { useImperativeHandle, useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type Ref, type RefObject } from 'react'

interface Roving {
  ref: RefObject<HTMLDivElement | null>
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: (event: FocusEvent) => void
}

/**
 * One stop of the Tab key for a row of buttons, whichever there are: arrow keys, Home and End go from one to the next.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/
 */
export function useRoving(forwarded: Ref<HTMLDivElement>): Roving {
  const ref = useRef<HTMLDivElement>(null)
  const current = useRef<Element | null>(null)
  useImperativeHandle(forwarded, () => ref.current as HTMLDivElement, [])
  const buttons = () => [...(ref.current?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])]
  const mark = (stop: Element | undefined) => {
    current.current = stop ?? null
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1
  }
  // Buttons may have come or gone with any render.
  useLayoutEffect(() => {
    const all = buttons()
    mark(all.find((button) => button === current.current) ?? all[0])
  })
  return {
    ref,
    onFocus: ({ target }) => {
      if (buttons().includes(target as HTMLElement)) mark(target)
    },
    onKeyDown: (event) => {
      const all = buttons()
      const at = all.indexOf(event.target as HTMLElement)
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
      const to = destination(event.key, at, all.length, event.currentTarget.matches(':dir(rtl)'))
      if (to === undefined) return
      event.preventDefault()
      event.stopPropagation()
      all[to]?.focus()
    },
  }
}

function destination(key: string, at: number, count: number, isRightToLeft: boolean): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const step = (key === 'ArrowRight') === isRightToLeft ? -1 : 1
  return (at + step + count) % count
}
