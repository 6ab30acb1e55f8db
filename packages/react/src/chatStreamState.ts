import type { Chat, ChatSnapshot } from '@rivulet/chat'
import type { TrackedSnapshot } from './trackedSnapshot.js'

/** The actions of a chat that `useChatStream` gives as they are. */
export type ChatAction =
  | ('send' | 'stop' | 'retry' | 'regenerate' | 'continueAnswer' | 'edit' | 'selectBranch')
  | ('addToolResult' | 'approve' | 'reject' | 'remove' | 'clear')

/** What `useChatStream` returns. Reading a field of the snapshot is what has the component render when it changes. */
export interface ChatStreamState extends ChatSnapshot, Pick<Chat, 'id' | ChatAction> {
  /** The store itself, the same from render to render: for `ChatProvider`, and for parts that subscribe by themselves. */
  readonly chat: Chat
}

const ACTIONS: readonly ChatAction[] = [
  ...(['send', 'stop', 'retry', 'regenerate', 'continueAnswer', 'edit', 'selectBranch'] as const),
  ...(['addToolResult', 'approve', 'reject', 'remove', 'clear'] as const),
]

/** What a chat does, and what it shows: the first as it is, the second by getters that remember that they were read. */
export function chatStreamState(chat: Chat, { read }: TrackedSnapshot, shown: ChatSnapshot): ChatStreamState {
  const state = { chat, id: chat.id, ...Object.fromEntries(ACTIONS.map((name) => [name, chat[name]])) }
  for (const key of Object.keys(shown) as (keyof ChatSnapshot)[]) {
    Object.defineProperty(state, key, { get: () => read(key), enumerable: true })
  }
  return state as ChatStreamState
}
