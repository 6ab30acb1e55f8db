import { isRecord, setOwn } from './own.js'

/** Fields that are streamed in fragments, under whatever object they stand. */
const TEXTS = new Set(['reasoning_content', 'text', 'summary', 'thinking', 'data', 'transcript', 'arguments', 'input', 'refusal'])
/** Fields that name something: a repetition is the same name again. */
const LABELS = new Set(['id', 'index', 'type', 'role', 'name', 'object', 'format', 'signature'])
/** Deeper values are replaced whole instead of merged. */
const MAX_DEPTH = 100
/** A list of so many items costs less to copy than to keep track of. */
const SHORT = 32

/**
 * Merges the next value of an unknown field into what is held, changing `held` in place where it is an object or a list, and returns the
 * value to hold. Null and empty text add nothing. Objects merge by key, lists by their items' `index`, or by appending. Text is appended, except where
 * the field is a label: one that comes again unchanged.
 */
export function merge(held: unknown, next: unknown, key = '', depth = 0): unknown {
  if (next === null || next === undefined || next === '') return held ?? next
  if (depth > MAX_DEPTH) return next
  if (Array.isArray(next)) return mergeList(Array.isArray(held) ? (held as unknown[]) : [], next, depth)
  if (isRecord(next)) return mergeRecord(isRecord(held) ? held : {}, next, depth)
  if (typeof next === 'string' && typeof held === 'string' && !LABELS.has(key)) return TEXTS.has(key) || held !== next ? held + next : held
  return next
}

function mergeRecord(held: Record<string, unknown>, next: Record<string, unknown>, depth: number): Record<string, unknown> {
  for (const key of Object.keys(next)) setOwn(held, key, merge(Object.hasOwn(held, key) ? held[key] : undefined, next[key], key, depth + 1))
  return held
}

function mergeList(held: unknown[], next: readonly unknown[], depth: number): unknown[] {
  const copied = copies.get(held)
  for (const item of next) {
    const index = indexOf(item)
    const known = index === undefined ? undefined : positionsIn(held)
    const found = known?.get(index)
    const position = found === undefined || isAnother(held[found], item) ? held.length : found
    known?.set(index, position)
    if (copied && position < copied.same) copied.same = position
    held[position] = merge(held[position], item, '', depth + 1)
  }
  return held
}

/** The last copies of long lists, and how many items of each are as they were. */
const copies = new WeakMap<unknown[], { items: unknown[]; same: number }>()

/** A copy of a value held, which merging does not change. Of a long list it shares with the copy before what comes before the first change since. */
export function copyOf(held: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return held
  if (Array.isArray(held)) {
    const copied = copies.get(held)
    const items = copied ? copied.items.slice(0, copied.same) : []
    for (let at = items.length; at < held.length; at++) items.push(copyOf(held[at], depth + 1))
    if (items.length > SHORT) copies.set(held, { items, same: items.length })
    return items
  }
  if (!isRecord(held)) return held
  const copy = {}
  for (const key of Object.keys(held)) setOwn(copy, key, copyOf(held[key], depth + 1))
  return copy
}

/** Where the items of a held list stand, by their `index`: a list may grow by one item a chunk, and searching it each time would be quadratic. */
const positions = new WeakMap<unknown[], Map<number | undefined, number>>()

function positionsIn(held: unknown[]): Map<number | undefined, number> {
  let known = positions.get(held)
  if (!known) positions.set(held, (known = new Map()))
  return known
}

/**
 * Whether an item is another than the one with its index: OpenRouter streams each block of reasoning at index 0, and a summary and what is encrypted after
 * it must go back apart.
 */
function isAnother(held: unknown, next: unknown): boolean {
  const [before, after] = [held as Labelled, next as Labelled]
  return differ(before.type, after.type) || differ(before.id, after.id)
}

type Labelled = { type?: unknown; id?: unknown }

function differ(before: unknown, after: unknown): boolean {
  return Boolean(before && after) && before !== after
}

function indexOf(item: unknown): number | undefined {
  return isRecord(item) && typeof item['index'] === 'number' ? item['index'] : undefined
}
