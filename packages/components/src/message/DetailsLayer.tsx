'use client'
import { Popover } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'
import type { Labels } from '../labels/labels.js'
import { usePortalContainer } from '../labels/PartsProvider.js'
import { isPressOn } from '../layers/isPressOn.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { MessageDetails, type DetailedMessage } from './MessageDetails.js'

interface DetailsLayerProps {
  id: string
  open: boolean
  onClose: () => void
  onPointerEnter: () => void
  onPointerLeave: () => void
  anchor: RefObject<HTMLElement | null>
  message: DetailedMessage
  portalContainer: PortalContainer
  words: Labels
}

/** The details over the page, in a file of its own so that it is fetched only when they are asked for. The focus stays on the button. */
export function DetailsLayer({
  id,
  open,
  onClose,
  onPointerEnter,
  onPointerLeave,
  anchor,
  message,
  portalContainer,
  words,
}: DetailsLayerProps): ReactNode {
  return (
    <Popover.Root open={open} onOpenChange={(next, { event }) => (next || isPressOn(anchor, event) ? undefined : onClose())}>
      <Popover.Portal container={usePortalContainer(portalContainer)}>
        <Popover.Positioner className="rivulet-layer" anchor={anchor} side="top" align="center" sideOffset={6} collisionPadding={8}>
          <Popover.Popup
            id={id}
            className="rivulet-details-layer"
            role="tooltip"
            initialFocus={false}
            finalFocus={false}
            onPointerEnter={onPointerEnter}
            onPointerLeave={onPointerLeave}
          >
            <MessageDetails message={message} labels={words} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
