'use client'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef, type ReactNode } from 'react'
import { usePortalContainer } from '../labels/PartsProvider.js'
import type { PortalContainer } from './portalContainer.js'

interface ConfirmLayerProps {
  open: boolean
  title: string
  text: string
  /** What the button that does it says; the other one says `cancel`. */
  confirm: string
  cancel: string
  onConfirm: () => unknown
  onOpenChange: (open: boolean) => void
  portalContainer: PortalContainer
  focusAfter: () => HTMLElement | null | undefined
}

/** A question before something that cannot be taken back. Focus begins on the harmless answer. */
export function ConfirmLayer({
  open,
  title,
  text,
  confirm,
  cancel,
  onConfirm,
  onOpenChange,
  portalContainer,
  focusAfter,
}: ConfirmLayerProps): ReactNode {
  const harmless = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal container={usePortalContainer(portalContainer)}>
        <AlertDialog.Backdrop className="rivulet-backdrop" />
        <AlertDialog.Popup className="rivulet-dialog" initialFocus={harmless} finalFocus={() => focusAfter() ?? true}>
          <AlertDialog.Title className="rivulet-dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="rivulet-dialog-text">{text}</AlertDialog.Description>
          <div className="rivulet-dialog-actions">
            <AlertDialog.Close ref={harmless} className="rivulet-button">
              {cancel}
            </AlertDialog.Close>
            <AlertDialog.Close className="rivulet-button" data-dangerous="" onClick={() => void onConfirm()}>
              {confirm}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
