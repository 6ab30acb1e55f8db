'use client'
import { useCallback, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react'

/** Nearer to the end than this counts as at the end. */
const SLACK_PX = 32

interface FollowEnd {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly following: boolean
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
  readonly follow: () => void
  readonly letGo: () => void
}

/** Keeps a scroller at its end while the reader is there, and leaves a reader alone who went elsewhere. */
export function useFollowEnd(): FollowEnd {
  const ref = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const latest = useRef({ following, top: 0 })

  // After every commit: whoever draws the content draws this too.
  useLayoutEffect(() => {
    latest.current.following = following
    if (following) toEnd(ref.current)
  })

  useLayoutEffect(() => {
    if (!ref.current) return undefined
    // What is folded away has no height until it is opened.
    const resizes = new ResizeObserver(() => {
      if (latest.current.following) toEnd(ref.current)
    })
    resizes.observe(ref.current)
    return () => resizes.disconnect()
  }, [])

  const onScroll = useCallback(({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    // Only a way back is the reader's doing: content that grows leaves the end below without anybody having moved.
    if (scrollHeight - scrollTop - clientHeight < SLACK_PX) setFollowing(true)
    else if (scrollTop < latest.current.top) setFollowing(false)
    latest.current.top = scrollTop
  }, [])
  const follow = useCallback(() => setFollowing(true), [])
  const letGo = useCallback(() => setFollowing(false), [])
  return { ref, following, onScroll, follow, letGo }
}

function toEnd(element: HTMLElement | null): void {
  element?.scrollTo({ top: element.scrollHeight })
}
