import type { DraftStore } from '@rivulet/components'
import { readKept, writeKept } from '../kept.js'

const nameOf = (key: string): string => `rivulet.playground.draft.${key}`

/** What was written and not sent, over a reload. */
export const keptDrafts: DraftStore = {
  get: (key) => readKept(nameOf(key)) ?? undefined,
  set: (key, text) => writeKept(nameOf(key), text),
}
