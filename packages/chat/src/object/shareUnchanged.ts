/**
 * A copy of JSON that grows at its end, made of the copy before: only what stood last in its list or object can have changed since, so that all the rest
 * is the same.
 */
export function shareUnchanged(before: unknown, growing: unknown): unknown {
  if (typeof growing !== 'object' || growing === null) return growing
  if (Array.isArray(growing)) {
    const known: readonly unknown[] = Array.isArray(before) ? before : []
    return growing.map((item, at) => (at < known.length - 1 ? known[at] : shareUnchanged(known[at], item)))
  }
  const known = new Map(typeof before === 'object' && before !== null ? Object.entries(before) : [])
  const entries = Object.entries(growing)
  // Names that are numbers stand before the others, wherever they were written.
  const settled = entries.some(([name]) => /^\d+$/.test(name)) ? 0 : known.size - 1
  return Object.fromEntries(
    entries.map(([name, value], at) => [name, at < settled ? known.get(name) : shareUnchanged(known.get(name), value)]),
  )
}
