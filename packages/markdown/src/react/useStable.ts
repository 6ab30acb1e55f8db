import { useState } from 'react'

/** The last value while the new one says the same: what is written anew in each render is the same object then. */
export function useStable<Value extends object>(value: Value): Value {
  const [kept, keep] = useState(value)
  if (kept === value || saysTheSame(kept, value)) return kept
  keep(value)
  return value
}

/** Compares by members, also those of arrays and plain objects within; functions and all else as they are. */
function saysTheSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isPlain(one) || !isPlain(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && saysTheSame(one[name], other[name]))
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
}
