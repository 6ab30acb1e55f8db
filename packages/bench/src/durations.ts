import type { PartName } from './options.ts'

/** Seconds that a part takes in a full run on the machine of the kept figures. */
const FULL: Readonly<Record<PartName, number>> = {
  chunks: 60,
  message: 120,
  json: 120,
  heap: 60,
  size: 60,
  markdown: 60,
  'markdown-browser': 180,
  commits: 40,
  'chat-browser': 300,
  throttled: 120,
  'real-time': 200,
  relay: 420,
  'relay-heap': 335,
}
/** The same of one process of a quick run; those that are not named take as long as in a full one. */
const QUICK: Partial<Record<PartName, number>> = { chunks: 8, message: 15, json: 25, heap: 12, size: 15, markdown: 20, commits: 8 }

/** How many minutes parts take, roughly. */
export function minutesOf(parts: readonly PartName[], { quick, keep }: { quick: boolean; keep: boolean }): number {
  const seconds = parts.map((part) => (quick ? (QUICK[part] ?? FULL[part]) * (keep ? 3 : 1) : FULL[part]))
  return seconds.reduce((sum, more) => sum + more, 0) / 60
}
