'use client'
import { useEffect, useRef } from 'react'

/** Calls `leave` with what a component owns, once its owner is gone for good. StrictMode's unmounting and mounting again in one breath changes nothing. */
export function useWhenGone<Owned extends object>(owned: Owned, leave: (owned: Owned) => void): void {
  const present = useRef<Owned>(undefined)
  useEffect(() => {
    present.current = owned
    return () => {
      present.current = undefined
      queueMicrotask(() => {
        if (present.current !== owned) leave(owned)
      })
    }
  }, [owned, leave])
}
