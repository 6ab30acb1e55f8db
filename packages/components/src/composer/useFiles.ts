import { useEffect, useState, useSyncExternalStore, type ClipboardEvent, type DragEvent } from 'react'
import { createAttachmentTray, type AttachmentTray } from '../attachments/attachmentTray.js'
import type { AttachmentOptions, DraftAttachment } from '../attachments/DraftAttachment.js'

export interface Files {
  items: readonly DraftAttachment[]
  tray: AttachmentTray
  add: (files: Iterable<File>) => void
  /** Files are held over the composer. */
  isDragging: boolean
  onPaste: (event: ClipboardEvent) => void
  /** Handlers for what files may be dropped on. */
  dropHandlers: Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>
}

/** The files of drafts that have a key, as long as the page is open. */
const pageTrays = new Map<string, AttachmentTray>()

/**
 * The files of the message being written, one tray for each draft. Without options none is taken. Those of a draft with a key are kept over an unmount, as its
 * text is; others as long as the composer is there.
 */
export function useFiles(options: AttachmentOptions | undefined, draftKey: string | undefined): Files {
  const [own] = useState(createAttachmentTray)
  const tray = draftKey === undefined ? own : trayOf(draftKey)
  const items = useSyncExternalStore(tray.subscribe, tray.getItems, tray.getItems)
  const [isDragging, setDragging] = useState(false)
  useEffect(() => own.clear, [own])
  useEffect(
    () => () => (draftKey !== undefined && tray.getItems().length === 0 ? void pageTrays.delete(draftKey) : undefined),
    [draftKey, tray],
  )

  const add = (files: Iterable<File>) => {
    if (options) tray.add(files, options)
  }
  const onPaste = (event: ClipboardEvent) => {
    const { files } = event.clipboardData
    if (!options || files.length === 0 || isText(event.clipboardData)) return
    event.preventDefault()
    add(files)
  }
  const onDrag = (event: DragEvent) => {
    if (!options || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setDragging(true)
  }
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!currentTarget.contains(relatedTarget as Node | null)) setDragging(false)
  }
  const onDrop = (event: DragEvent) => {
    setDragging(false)
    if (!options || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    add(event.dataTransfer.files)
  }

  return { items, tray, add, isDragging, onPaste, dropHandlers: { onDragEnter: onDrag, onDragOver: onDrag, onDragLeave, onDrop } }
}

function trayOf(key: string): AttachmentTray {
  const tray = pageTrays.get(key) ?? createAttachmentTray()
  pageTrays.set(key, tray)
  return tray
}

/** Programs that copy a table or a page put a picture of it beside its text. A copied file has its name for a text. */
function isText(data: DataTransfer): boolean {
  const text = data.getData('text/plain').trim()
  return text !== '' && !Array.from(data.files).every(({ name }) => text.includes(name))
}
