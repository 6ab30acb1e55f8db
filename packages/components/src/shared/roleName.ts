import type { ChatMessage } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'

/** Who said a message. */
export function roleName(role: ChatMessage['wire']['role'], words: Labels): string {
  if (role === 'user') return words.user
  if (role === 'assistant') return words.assistant
  return role === 'tool' || role === 'function' ? words.tool : words.system
}
