import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** A function that stays the same and calls the newest one given, so that a handler written inline draws no row again. */
export function useStableCallback<Args extends unknown[]>(callback: ((...args: Args) => unknown) | undefined): (...args: Args) => unknown {
  const newest = useRef(callback)
  useLayoutEffect(() => {
    newest.current = callback
  }, [callback])
  return useCallback((...args: Args) => newest.current?.(...args), [])
}

/** An object that stays the same while its fields do, for one that is written inline. */
export function useStableObject<T extends object>(value: T | undefined): T | undefined {
  const [stable, setStable] = useState(value)
  if (stable === value || (stable && value && haveSameFields(stable, value))) return stable
  setStable(value)
  return value
}

function haveSameFields(a: object, b: object): boolean {
  const entries = Object.entries(a)
  const others = new Map<string, unknown>(Object.entries(b))
  return entries.length === others.size && entries.every(([key, value]) => others.has(key) && Object.is(others.get(key), value))
}
