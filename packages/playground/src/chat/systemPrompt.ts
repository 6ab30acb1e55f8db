import { requestMessages, type ChatMessage, type ChatMessageParam } from '@rivulet/chat'

/** The messages of a path behind the system prompt, where there is one. */
export function withSystemPrompt(path: readonly ChatMessage[], system: string): ChatMessageParam[] {
  const messages = requestMessages(path)
  return system.trim() === '' ? messages : [{ role: 'system', content: system }, ...messages]
}
