import type { ConversationInfo } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'

/** A conversation's title, or the words for one that has none yet. */
export function titled({ title }: ConversationInfo, words: Labels): string {
  return title?.trim() || words.untitled
}
