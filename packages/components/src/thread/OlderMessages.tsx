import LoaderCircle from 'lucide-react/icons/loader-circle'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'

/** Begins to load before the reader is there. */
const MARGIN = '600px 0px'

interface OlderMessagesProps {
  onLoadOlder: () => unknown
  /** Of the first message: another one, once older ones are there. */
  firstId: string | undefined
  words: Labels
}

/** Above the first message: loads what is before it when the reader comes near, or presses. After a failure, and where nothing came, only by pressing. */
export function OlderMessages({ onLoadOlder, firstId, words }: OlderMessagesProps): ReactNode {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const element = useRef<HTMLDivElement>(null)
  const isLoading = useRef(false)
  /** The first message when they were last asked for: asked once for each. */
  const askedAt = useRef<string | undefined>(undefined)
  const newest = useRef({ onLoadOlder, firstId })
  useLayoutEffect(() => {
    newest.current = { onLoadOlder, firstId }
  })
  const load = useCallback(() => {
    if (isLoading.current) return
    isLoading.current = true
    askedAt.current = newest.current.firstId
    setState('loading')
    const end = (outcome: 'idle' | 'failed') => {
      isLoading.current = false
      setState(outcome)
    }
    void Promise.resolve()
      .then(() => newest.current.onLoadOlder())
      .then(
        () => end('idle'),
        () => end('failed'),
      )
  }, [])

  useEffect(() => {
    const sentinel = element.current
    // The observer tells at once how it is now; so it is asked anew when older ones came and the first is in sight still.
    if (!sentinel || state !== 'idle' || firstId === undefined || askedAt.current === firstId) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) load()
      },
      { root: sentinel.closest('.rivulet-thread-log'), rootMargin: MARGIN },
    )
    observer.observe(sentinel)
    return () => observer.disconnect()
  }, [state, firstId, load])

  const loading = state === 'loading'
  return (
    <div ref={element} className="rivulet-older" data-state={state}>
      {state === 'failed' ? <p role="alert">{words.olderFailed}</p> : null}
      <button type="button" className="rivulet-button" data-quiet="" aria-disabled={loading} onClick={load}>
        {loading ? <LoaderCircle className="rivulet-icon rivulet-spinner" /> : null}
        {loading ? words.loadingOlder : words.loadOlder}
      </button>
    </div>
  )
}
