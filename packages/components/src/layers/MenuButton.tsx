'use client'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { PortalContainer } from './portalContainer.js'
import { useLoaded } from './useLoaded.js'

/** One thing that a menu offers. */
export interface MenuEntry {
  id: string
  label: string
  icon?: ReactNode
  /** Cannot be taken back: drawn in the colour of danger. */
  dangerous?: boolean | undefined
  onSelect: () => unknown
}

export interface MenuButtonProps {
  /** The button's name. */
  label: string
  entries: readonly MenuEntry[]
  portalContainer?: PortalContainer
  className?: string | undefined
  tabIndex?: number | undefined
  /** Where focus goes when the menu closes, where that is not the button. */
  focusAfter?: (() => HTMLElement | null | undefined) | undefined
  children: ReactNode
}

const importMenu = () => import('./MenuLayer.js')

/** A button that opens a menu, whose code is fetched when a pointer or the focus comes near it. */
export function MenuButton({ label, entries, portalContainer, className, tabIndex, focusAfter, children }: MenuButtonProps): ReactNode {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { module: layer, load } = useLoaded(importMenu)
  const show = () => {
    void load().then(setOpen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    event.stopPropagation()
    show()
  }
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        tabIndex={tabIndex}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      {layer ? (
        <layer.MenuLayer
          open={open}
          onOpenChange={setOpen}
          anchor={trigger}
          label={label}
          entries={entries}
          portalContainer={portalContainer}
          focusAfter={focusAfter}
        />
      ) : null}
    </>
  )
}
