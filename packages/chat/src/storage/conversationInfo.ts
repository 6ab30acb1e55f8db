import type { ConversationChange, ConversationInfo } from './ConversationStorage.js'

/** The info of a conversation after a change of it; `held` is what it was. */
export function changedInfo(id: string, held: ConversationInfo | undefined, { info, ...content }: ConversationChange): ConversationInfo {
  const now = Date.now()
  const hasContent = Object.values(content).some((part) => part !== undefined)
  return { createdAtMs: now, updatedAtMs: now, ...held, ...(hasContent ? { updatedAtMs: now } : {}), ...info, id }
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
