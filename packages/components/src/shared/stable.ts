import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** A function that stays the same and calls the newest one given, so that a handler written inline draws no row again. */
export function useStableCallback<Args extends unknown[]>(callback: ((...args: Args) => unknown) | undefined): (...args: Args) => unknown {
  const newest = useRef(callback)
  useLayoutEffect(() => {
    newest.current = callback
  }, [callback])
  return useCallback((...args: Args) => newest.current?.(...args), [])
}

/** An object that stays the same while its fields, and those of plain objects and arrays in it, do: for one that is written inline. */
export function useStableObject<T extends object>(value: T | undefined): T | undefined {
  const [stable, setStable] = useState(value)
  if (areSame(stable, value)) return stable
  setStable(value)
  return value
}

// Asked for each message with each frame of its answer: nothing is made for the asking.
function areSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isPlain(a) || !isPlain(b)) return false
  const names = Object.keys(b)
  return names.length === Object.keys(a).length && names.every((name) => name in a && areSame(a[name], b[name]))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
}
