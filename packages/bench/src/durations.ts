import type { PartName } from './options.ts'

/** Seconds that a part takes in a full run on the machine of the kept figures. */
const FULL: Readonly<Record<PartName, number>> = {
  chunks: 75,
  message: 140,
  json: 115,
  heap: 110,
  size: 10,
  markdown: 100,
  'markdown-browser': 235,
  commits: 30,
  'chat-browser': 435,
  throttled: 200,
  'real-time': 245,
  relay: 485,
  'relay-heap': 340,
}
/** The same of one process of a quick run; those that are not named take as long as in a full one. */
const QUICK: Partial<Record<PartName, number>> = { chunks: 10, message: 12, json: 14, heap: 9, size: 15, markdown: 20, commits: 8 }

/** How many minutes parts take, roughly. */
export function minutesOf(parts: readonly PartName[], { quick, keep }: { quick: boolean; keep: boolean }): number {
  const seconds = parts.map((part) => (quick ? (QUICK[part] ?? FULL[part]) * (keep ? 3 : 1) : FULL[part]))
  return seconds.reduce((sum, more) => sum + more, 0) / 60
}
