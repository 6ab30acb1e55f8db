import { useCallback, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react'

/** Nearer to the end than this counts as at the end. */
const SLACK_PX = 32

interface FollowEnd {
  readonly following: boolean
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
  readonly follow: () => void
  readonly letGo: () => void
}

/** Keeps a scroller at its end while the reader is there, and leaves a reader alone who went elsewhere. */
export function useFollowEnd(scroller: RefObject<HTMLElement | null>): FollowEnd {
  const [following, setFollowing] = useState(true)
  const lastTop = useRef(0)

  // After every commit: whoever draws the content draws this too.
  useLayoutEffect(() => {
    if (following) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  })

  const onScroll = useCallback(({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    // Only a way back is the reader's doing: content that grows leaves the end below without anybody having moved.
    if (scrollHeight - scrollTop - clientHeight < SLACK_PX) setFollowing(true)
    else if (scrollTop < lastTop.current) setFollowing(false)
    lastTop.current = scrollTop
  }, [])
  const follow = useCallback(() => setFollowing(true), [])
  const letGo = useCallback(() => setFollowing(false), [])
  return { following, onScroll, follow, letGo }
}
