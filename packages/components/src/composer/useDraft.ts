import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStableCallback } from '../shared/stable.js'
import { pageDrafts, type DraftStore } from './drafts.js'

export interface DraftOptions {
  /** The text at first, where no draft is kept. */
  defaultValue?: string | undefined
  /** The text, where the application holds it. */
  value?: string | undefined
  /** Called with the text whenever it is another. */
  onChange?: ((text: string) => unknown) | undefined
  /** Whose draft it is. */
  draftKey?: string | undefined
  /** Where drafts are kept. @defaultValue in this page, until it is left */
  drafts?: DraftStore | undefined
}

export interface Draft {
  text: string
  notSent: boolean
  write: (text: string) => void
  /** Empties the field. Returns what puts the text back, before whatever was typed meanwhile. */
  take: () => () => void
}

/** The text being written: one for each key, kept over an unmount, and back again when it could not be sent. */
export function useDraft({ defaultValue = '', value, onChange, draftKey: key, drafts = pageDrafts }: DraftOptions): Draft {
  const stored = (otherwise: string) => (key === undefined ? otherwise : (drafts.get(key) ?? otherwise))
  const [held, setHeld] = useState(() => ({ key, text: stored(defaultValue), notSent: false }))
  const isOther = held.key !== key
  const now = isOther ? { key, text: stored(''), notSent: false } : held
  if (isOther) setHeld(now)
  const text = value ?? now.text

  // What was last written, drawn or not; null where there is no field to write into.
  const latest = useRef<{ key: string | undefined; text: string } | null>(null)
  const returned = useRef('')
  useLayoutEffect(() => {
    latest.current = { key, text }
  }, [key, text])
  useEffect(
    () => () => {
      latest.current = null
    },
    [],
  )

  const put = useStableCallback((next: string, notSent: boolean) => {
    latest.current = { key, text: next }
    if (key !== undefined) drafts.set(key, next)
    setHeld({ key, text: next, notSent })
    onChange?.(next)
  })

  const write = (typed: string) => {
    // A text may come back between two keys, before it is drawn: the second key was pressed in a field that did not show it yet.
    const unseen = latest.current?.text !== text && latest.current?.text === before(returned.current, text)
    if (unseen) put(before(returned.current, typed), true)
    else put(typed, false)
  }

  const take = () => {
    put('', false)
    return () => {
      returned.current = text
      if (latest.current && latest.current.key === key) put(before(text, latest.current.text), true)
      else if (key !== undefined) drafts.set(key, before(text, drafts.get(key) ?? ''))
    }
  }

  return { text, notSent: now.notSent, write, take }
}

function before(returned: string, meanwhile: string): string {
  return meanwhile.trim() === '' ? returned : `${returned}\n${meanwhile}`
}
