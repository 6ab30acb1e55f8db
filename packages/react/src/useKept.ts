'use client'
import { useRef } from 'react'

/** Gives the first of values that are equal in a row, so that one that was only made anew has nothing rendered. */
export function useKept<T>(isEqual: (a: T, b: T) => boolean): (value: T) => T {
  const last = useRef<{ value: T }>(undefined)
  return (value) => {
    if (last.current && isEqual(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
}

export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, position) => id === b[position])
}
