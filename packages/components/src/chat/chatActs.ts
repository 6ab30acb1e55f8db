import type { Chat, ChatMessage, ContentPart } from '@rivulet/chat'
import { splitContent } from '../attachments/splitContent.js'
import type { MessageHandlers } from '../message/MessageHandlers.js'
import type { Edited } from './edited.js'

/** What a reader may do with the messages of a chat. How it went is told on the messages themselves. */
export function chatActs(chat: Chat, edited: Edited): Required<Omit<MessageHandlers, 'onFeedback'>> {
  return {
    onRetry: () => chat.retry().catch(isTold),
    onContinue: () => chat.continueAnswer().catch(isTold),
    onRegenerate: ({ id }) => chat.regenerate(id).catch(isTold),
    // The editor tells by itself that it was not taken, and keeps what was written.
    onEdit: (message, text) => chat.edit(message.id, withText(message, text)),
    onEditQuestion: ({ parentId }) => edited.set(parentId ?? undefined),
    onSelectBranch: (id) => attempted(() => chat.selectBranch(id)),
    onApprove: (id) => attempted(() => chat.approve(id)),
    onReject: (id, reason) => attempted(() => chat.reject(id, reason)),
    onToolResult: (id, result, options) => attempted(() => chat.addToolResult(id, result, options)),
  }
}

/** What was sent with the text stays with it, also a file that was sent as text. */
function withText({ wire }: ChatMessage, text: string): string | ContentPart[] {
  if (wire.role !== 'user' || !Array.isArray(wire.content)) return text
  const { attachments } = splitContent(wire.content)
  return attachments.length === 0 ? text : [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...attachments]
}

/** A second press, or one that another tab was quicker than, finds nothing left to do: the page already shows why. */
export function attempted(act: () => void): void {
  try {
    act()
  } catch (cause) {
    isTold(cause)
  }
}

function isTold(cause: unknown): void {
  const isNoLongerPossible = cause instanceof TypeError || (cause instanceof Error && cause.name === 'ChatBusyError')
  if (!isNoLongerPossible) throw cause
}
