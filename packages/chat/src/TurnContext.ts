import type { ChatError } from '@rivulet/core'
import type { ChatSettings } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import type { FrameScheduler } from './frame.js'
import type { MessageTree } from './MessageTree.js'
import type { Turn } from './Turn.js'

/** What a turn needs of the chat that it belongs to. */
export interface TurnContext {
  readonly tree: MessageTree
  readonly frame: FrameScheduler
  /** As they are now. */
  readonly settings: () => ChatSettings
  /** Called at every change worth showing; `message` is the one that changed, and is in the tree by then. */
  readonly onChange: (turn: Turn, message: ChatMessage) => void
  /** Called once. `error` is why the turn went no further, where its last answer's ending does not say it. */
  readonly onEnd: (turn: Turn, message: ChatMessage, error?: ChatError) => void
}
