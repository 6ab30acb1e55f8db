import { useState } from 'react'

/** The last value while the new one has the same members: an object that is written anew in each render is the same one then. */
export function useStable<Value extends object>(value: Value | undefined): Value | undefined {
  const [kept, keep] = useState(value)
  if (kept === value || hasSameMembers(kept, value)) return kept
  keep(value)
  return value
}

function hasSameMembers(one: object = {}, other: object = {}): boolean {
  const [before, after] = [Object.entries(one), new Map(Object.entries(other))]
  return before.length === after.size && before.every(([name, value]) => after.has(name) && Object.is(after.get(name), value))
}
