import { useRef, useState, type ReactNode, type RefObject } from 'react'
import type { ConversationInfo } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { useLoaded } from '../layers/useLoaded.js'
import { useStableCallback } from '../shared/stable.js'
import { ROW } from './moveFocus.js'
import { titled } from './titled.js'

interface RemovalOptions {
  onRemove: ((id: string) => unknown) | undefined
  list: RefObject<HTMLElement | null>
  words: Labels
  portalContainer: PortalContainer
}

const importConfirm = () => import('../layers/ConfirmLayer.js')

/** Asks before a conversation is deleted. Afterwards the focus is on the row that took its place, or on the one it was asked from. */
export function useRemoval({ onRemove, list, words, portalContainer }: RemovalOptions): {
  ask: (info: ConversationInfo) => void
  dialog: ReactNode
} {
  const [asked, setAsked] = useState<ConversationInfo>()
  const [open, setOpen] = useState(false)
  const place = useRef(0)
  const removed = useRef<string>(undefined)
  const { module: layer, load } = useLoaded(importConfirm)

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>(`[${ROW}]`) ?? [])]
  const ask = useStableCallback((info: ConversationInfo) => {
    place.current = rows().findIndex((row) => row.getAttribute(ROW) === info.id)
    removed.current = undefined
    setAsked(info)
    void load().then(setOpen)
  })

  const focusAfter = () => {
    // The row goes as soon as the storage has heard of it, which may be after the dialog has closed.
    const left = rows().filter((row) => row.getAttribute(ROW) !== removed.current)
    return left[Math.min(place.current, left.length - 1)]
  }

  const dialog =
    layer && asked ? (
      <layer.ConfirmLayer
        open={open}
        onOpenChange={setOpen}
        title={words.removeTitle(titled(asked, words))}
        text={words.removeText}
        confirm={words.remove}
        cancel={words.cancel}
        onConfirm={() => {
          removed.current = asked.id
          return onRemove?.(asked.id)
        }}
        portalContainer={portalContainer}
        focusAfter={focusAfter}
      />
    ) : null
  return { ask, dialog }
}
