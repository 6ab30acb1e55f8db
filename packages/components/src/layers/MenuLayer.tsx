'use client'
import { Menu } from '@base-ui/react/menu'
import type { ReactNode, RefObject } from 'react'
import { usePortalContainer } from '../labels/PartsProvider.js'
import { isPressOn } from './isPressOn.js'
import type { MenuEntry } from './MenuButton.js'
import type { PortalContainer } from './portalContainer.js'

interface MenuLayerProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: RefObject<HTMLElement | null>
  label: string
  entries: readonly MenuEntry[]
  portalContainer: PortalContainer
  focusAfter: (() => HTMLElement | null | undefined) | undefined
}

/** The menu of a `MenuButton`, in a file of its own so that it is fetched only when it is opened. */
export function MenuLayer({ open, onOpenChange, anchor, label, entries, portalContainer, focusAfter }: MenuLayerProps): ReactNode {
  return (
    <Menu.Root open={open} onOpenChange={(next, { event }) => (isPressOn(anchor, event) ? undefined : onOpenChange(next))} modal={false}>
      <Menu.Portal container={usePortalContainer(portalContainer)}>
        <Menu.Positioner className="rivulet-layer" anchor={anchor} align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup className="rivulet-menu" aria-label={label} finalFocus={() => focusAfter?.() ?? anchor.current}>
            {entries.map(({ id, label: name, icon, dangerous, onSelect }) => (
              <Menu.Item key={id} className="rivulet-menu-item" data-dangerous={dangerous ? '' : undefined} onClick={() => void onSelect()}>
                {icon}
                {name}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
