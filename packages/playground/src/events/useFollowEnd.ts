import { useCallback, useLayoutEffect, useRef, useState, type RefCallback, type UIEvent } from 'react'

/** Nearer to the end than this counts as at the end. */
const SLACK_PX = 32

interface FollowEnd {
  readonly ref: RefCallback<HTMLElement>
  readonly following: boolean
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
  readonly follow: () => void
  readonly letGo: () => void
}

/** Keeps a scroller at its end while the reader is there, and leaves a reader alone who went elsewhere. */
export function useFollowEnd(): FollowEnd {
  const [following, setFollowing] = useState(true)
  const latest = useRef({ following, lastTop: 0, toEnd: ignore })

  // After every commit: whoever draws the content draws this too.
  useLayoutEffect(() => {
    latest.current.following = following
    if (following) latest.current.toEnd()
  })

  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const toEnd = (): void => element.scrollTo({ top: element.scrollHeight })
    latest.current.toEnd = toEnd
    // A sheet has no height until it is opened.
    const resizes = new ResizeObserver(() => {
      if (latest.current.following) toEnd()
    })
    resizes.observe(element)
    return () => {
      latest.current.toEnd = ignore
      resizes.disconnect()
    }
  }, [])

  const onScroll = useCallback(({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    // Only a way back is the reader's doing: content that grows leaves the end below without anybody having moved.
    if (scrollHeight - scrollTop - clientHeight < SLACK_PX) setFollowing(true)
    else if (scrollTop < latest.current.lastTop) setFollowing(false)
    latest.current.lastTop = scrollTop
  }, [])
  const follow = useCallback(() => setFollowing(true), [])
  const letGo = useCallback(() => setFollowing(false), [])
  return { ref, following, onScroll, follow, letGo }
}

function ignore(): void {}
