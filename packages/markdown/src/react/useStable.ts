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
  const [before, after] = [Object.entries(one), new Map(Object.entries(other))]
  return before.length === after.size && before.every(([name, value]) => after.has(name) && saysTheSame(value, after.get(name)))
}

function isPlain(value: unknown): value is object {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
}
