import type { ConversationInfo } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { foldText } from './foldText.js'
import { titled } from './titled.js'

/** Those whose title, as it is shown, has the text in it. Case and accents make no difference to who searches. */
export function matchingTitles(conversations: readonly ConversationInfo[], query: string, words: Labels): readonly ConversationInfo[] {
  if (query === '') return conversations
  const wanted = foldText(query)
  return conversations.filter((info) => foldText(titled(info, words)).includes(wanted))
}
