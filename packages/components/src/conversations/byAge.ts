import type { ConversationInfo } from '@rivulet/chat'

/** How long ago a conversation was last written in, as a list heads its groups. */
export type Age = 'pinned' | 'today' | 'yesterday' | 'week' | 'month' | 'older'

export interface AgeGroup {
  age: Age
  conversations: ConversationInfo[]
}

const AGES: readonly Age[] = ['pinned', 'today', 'yesterday', 'week', 'month', 'older']

/** Conversations in groups, pinned ones first, then by the calendar days since `updatedAtMs`; newest first in each. Empty groups are left out. */
export function byAge(conversations: readonly ConversationInfo[], nowMs: number): AgeGroup[] {
  const newestFirst = conversations.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
  const ages = newestFirst.map((info) => ageOf(info, nowMs))
  return AGES.map((age) => ({ age, conversations: newestFirst.filter((_, index) => ages[index] === age) })).filter(
    (group) => group.conversations.length > 0,
  )
}

function ageOf({ pinned, updatedAtMs }: ConversationInfo, nowMs: number): Age {
  if (pinned) return 'pinned'
  const days = daysBetween(updatedAtMs, nowMs)
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  return days <= 7 ? 'week' : days <= 30 ? 'month' : 'older'
}

/** Midnights between two moments where the reader is. Rounded, since a day may have 23 or 25 hours. */
function daysBetween(fromMs: number, toMs: number): number {
  return Math.round((midnightOf(toMs) - midnightOf(fromMs)) / 86_400_000)
}

function midnightOf(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
