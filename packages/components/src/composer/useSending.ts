import { useState } from 'react'
import type { ContentPart } from '@rivulet/chat'
import type { Draft } from './useDraft.js'
import type { Files } from './useFiles.js'

export interface Sending {
  /** Why what was just asked to be sent is not: the name of the words for it. */
  heldBack: 'filesUnderWay' | 'filesFailed' | undefined
  /** Whether it was handed on. */
  trySend: () => boolean
}

/** Hands on what was written and attached; what could not be sent is put back. */
export function useSending(draft: Draft, { items, tray }: Files, onSend: (content: string | ContentPart[]) => unknown): Sending {
  const [wasAsked, setAsked] = useState(false)
  const hasFailed = items.some(({ state }) => state === 'failed')
  const isUnderWay = items.some(({ state }) => state === 'reading' || state === 'uploading')
  const obstacle = hasFailed ? 'filesFailed' : isUnderWay ? 'filesUnderWay' : undefined

  const trySend = () => {
    setAsked(obstacle !== undefined)
    if (obstacle) return false
    const text = draft.text.trim()
    const files = tray.take()
    const giveTextBack = draft.take()
    const giveBack = () => {
      files.giveBack()
      giveTextBack()
    }
    try {
      Promise.resolve(onSend(contentOf(text, files.parts))).then(files.forget, giveBack)
    } catch {
      giveBack()
    }
    return true
  }
  return { heldBack: wasAsked ? obstacle : undefined, trySend }
}

function contentOf(text: string, parts: readonly ContentPart[]): string | ContentPart[] {
  if (parts.length === 0) return text
  return text === '' ? [...parts] : [{ type: 'text', text }, ...parts]
}
