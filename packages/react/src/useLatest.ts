'use client'
import { useInsertionEffect, useRef, type RefObject } from 'react'

/** The value of the last render that was committed, for code that runs later. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  // Before every other effect of the commit, so that a request sent in one is sent with the options of that commit.
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}
