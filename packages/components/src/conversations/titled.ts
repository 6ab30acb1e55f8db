import type { ConversationInfo } from '@rivulet/chat'
import { withoutInvisible } from '@rivulet/markdown/react'
import type { Labels } from '../labels/labels.js'

/** A conversation's title without what is not seen in it, for a model may have given it; or the words for one that has none yet. */
export function titled({ title }: ConversationInfo, words: Labels): string {
  return withoutInvisible(title ?? '').trim() || words.untitled
}
