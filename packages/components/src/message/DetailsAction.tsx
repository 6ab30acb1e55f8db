'use client'
import Timer from 'lucide-react/icons/timer'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { useLoaded } from '../layers/useLoaded.js'
import { formatDuration } from '../shared/format.js'
import { ActionButton } from './ActionButton.js'
import type { DetailedMessage } from './MessageDetails.js'

interface DetailsActionProps {
  message: DetailedMessage
  portalContainer: PortalContainer
  words: Labels
}

const importLayer = () => import('./DetailsLayer.js')

/** Long enough for a pointer to come from the button to what it opened. */
const LEAVE_MS = 150

/** How long an answer took; hovering, focusing or pressing it shows the rest. */
export function DetailsAction({ message, portalContainer, words }: DetailsActionProps): ReactNode {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const layerId = useId()
  const { module: layer, load } = useLoaded(importLayer)
  const wanted = useRef(false)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leaving.current), [])
  const show = () => {
    clearTimeout(leaving.current)
    wanted.current = true
    void load().then((loaded) => setOpen(loaded && wanted.current))
  }
  const hide = () => {
    clearTimeout(leaving.current)
    wanted.current = false
    setOpen(false)
  }
  const leave = () => {
    clearTimeout(leaving.current)
    leaving.current = setTimeout(hide, LEAVE_MS)
  }
  const { endMs } = message.timings ?? {}
  const took = endMs === undefined || !Number.isFinite(endMs) ? undefined : formatDuration(endMs, words.locale)
  return (
    <>
      <ActionButton
        ref={anchor}
        label={words.messageDetails(took)}
        data-action="details"
        aria-expanded={open}
        aria-describedby={open ? layerId : undefined}
        onPointerEnter={({ pointerType }) => (pointerType === 'mouse' ? show() : undefined)}
        onPointerLeave={({ pointerType }) => (pointerType === 'mouse' ? leave() : undefined)}
        onFocus={show}
        onBlur={hide}
        onClick={show}
      >
        {took === undefined ? <Timer className="rivulet-icon" /> : <bdi className="rivulet-action-text">{took}</bdi>}
      </ActionButton>
      {layer ? (
        <layer.DetailsLayer
          id={layerId}
          open={open}
          onClose={hide}
          onPointerEnter={show}
          onPointerLeave={leave}
          anchor={anchor}
          message={message}
          portalContainer={portalContainer}
          words={words}
        />
      ) : null}
    </>
  )
}
