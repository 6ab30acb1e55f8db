import type { ConversationChange, ConversationInfo } from './ConversationStorage.js'

/** The info of a conversation after a change of it; `held` is what it was. */
export function changedInfo(id: string, held: ConversationInfo | undefined, { info, ...content }: ConversationChange): ConversationInfo {
  const now = Date.now()
  const hasContent = Object.values(content).some((part) => part !== undefined)
  return { createdAtMs: now, updatedAtMs: now, ...held, ...(hasContent ? { updatedAtMs: now } : {}), ...info, id }
}

/** What tells one save from another. A conversation that is made anew begins at random, so that it has no number that one before it had. */
export function nextRevision(held: unknown): number {
  return typeof held === 'number' ? held + 1 : Math.floor(Math.random() * 2 ** 50)
}

/** Pinned ones first, then the newest; the rest only so that the order is always the same. */
export function inListOrder(infos: readonly ConversationInfo[]): ConversationInfo[] {
  return infos.toSorted(
    (a, b) =>
      Number(b.pinned ?? false) - Number(a.pinned ?? false) ||
      b.updatedAtMs - a.updatedAtMs ||
      b.createdAtMs - a.createdAtMs ||
      (a.id < b.id ? -1 : 1),
  )
}
