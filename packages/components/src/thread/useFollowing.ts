import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { createFollower, type Follower } from './following/createFollower.js'
import { idOf, type RowItem } from './rowsOf.js'

export interface Following {
  readonly log: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly rows: RefObject<HTMLDivElement | null>
  readonly follower: RefObject<Follower | null>
  /** The reader is at the end. */
  readonly atEnd: boolean
  /** Rows that came since they left it. */
  readonly unseen: number
}

/** Follows the end, and goes there when the reader sends: their own message is where they want to be. */
export function useFollowing(items: readonly RowItem[], sentId: string | undefined): Following {
  const log = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const follower = useRef<Follower | null>(null)
  /** The last row when the reader left the end; undefined while they are there. */
  const [left, setLeft] = useState<{ lastId: string | undefined }>()
  const newest = useRef(items)
  useLayoutEffect(() => {
    newest.current = items
  })
  const onChange = useCallback((atEnd: boolean) => {
    const last = newest.current.at(-1)
    setLeft(atEnd ? undefined : { lastId: last && idOf(last) })
  }, [])

  useLayoutEffect(() => {
    if (!log.current || !content.current) return undefined
    const created = createFollower({ scroller: log.current, content: content.current, rows: rows.current, onChange })
    follower.current = created
    return () => created.destroy()
  }, [onChange])

  useLayoutEffect(() => {
    if (sentId !== undefined) follower.current?.toEnd()
  }, [sentId])

  return { log, content, rows, follower, atEnd: left === undefined, unseen: left ? countAfter(items, left.lastId) : 0 }
}

function countAfter(items: readonly RowItem[], id: string | undefined): number {
  const at = items.findLastIndex((item) => idOf(item) === id)
  return at === -1 ? 0 : items.length - 1 - at
}
