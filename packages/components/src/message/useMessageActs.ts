'use client'
import { useInsertionEffect, useMemo, useState } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import type { Feedback, MessageHandlers } from './MessageHandlers.js'

/** A message's handlers, bound to it. They stay the same while the same ones are given, so that a part that was drawn is not drawn again for them. */
export interface MessageActs {
  retry?: () => unknown
  goOn?: () => unknown
  editQuestion?: () => unknown
  regenerate?: () => unknown
  edit?: (text: string) => unknown
  selectBranch?: (id: string) => unknown
  feedback?: (feedback: Feedback) => unknown
  approve?: (toolCallId: string) => unknown
  reject?: (toolCallId: string, reason: string | undefined) => unknown
  giveResult?: (toolCallId: string, result: unknown, options?: { isError?: boolean | undefined }) => unknown
}

/** Whatever was rendered last, for functions that outlive a render. */
class Newest {
  constructor(
    private message: ChatMessage,
    private handlers: MessageHandlers,
  ) {}

  set(message: ChatMessage, handlers: MessageHandlers): void {
    this.message = message
    this.handlers = handlers
  }

  call(act: (handlers: MessageHandlers, message: ChatMessage) => unknown): unknown {
    return act(this.handlers, this.message)
  }
}

export function useMessageActs(message: ChatMessage, handlers: MessageHandlers): MessageActs {
  const [newest] = useState(() => new Newest(message, handlers))
  // Before any event, and silent on a server.
  useInsertionEffect(() => newest.set(message, handlers))
  let given = ''
  for (const name in handlers) if (handlers[name as keyof MessageHandlers]) given += ` ${name}`
  return useMemo(() => actsOf(new Set(given.split(' ')), newest), [given, newest])
}

function actsOf(given: ReadonlySet<string>, newest: Newest): MessageActs {
  const all: Record<keyof MessageHandlers, MessageActs> = {
    onRetry: { retry: () => newest.call((handlers, message) => handlers.onRetry?.(message)) },
    onContinue: { goOn: () => newest.call((handlers, message) => handlers.onContinue?.(message)) },
    onEditQuestion: { editQuestion: () => newest.call((handlers, message) => handlers.onEditQuestion?.(message)) },
    onRegenerate: { regenerate: () => newest.call((handlers, message) => handlers.onRegenerate?.(message)) },
    onEdit: { edit: (text) => newest.call((handlers, message) => handlers.onEdit?.(message, text)) },
    onSelectBranch: { selectBranch: (id) => newest.call((handlers) => handlers.onSelectBranch?.(id)) },
    onFeedback: { feedback: (feedback) => newest.call((handlers, message) => handlers.onFeedback?.(message, feedback)) },
    onApprove: { approve: (id) => newest.call((handlers, message) => handlers.onApprove?.(id, message)) },
    onReject: { reject: (id, reason) => newest.call((handlers, message) => handlers.onReject?.(id, reason, message)) },
    onToolResult: { giveResult: (id, ...result) => newest.call((handlers) => handlers.onToolResult?.(id, ...result)) },
  }
  const acts: MessageActs = {}
  for (const [name, act] of Object.entries(all)) if (given.has(name)) Object.assign(acts, act)
  return acts
}
