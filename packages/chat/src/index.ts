export {
  ChatBusyError,
  type Chat,
  type ChatOptions,
  type ChatParams,
  type ChatSettings,
  type ChatSnapshot,
  type Run,
  type SendOptions,
} from './Chat.js'
export { reasoningOf, textOf, type ChatMessage, type Timings, type ToolRun } from './ChatMessage.js'
export { createChat } from './createChat.js'
export { nextFrame, type FrameScheduler } from './frame.js'
export { requestMessages } from './requestMessages.js'
export type { RunEvent, RunPhase } from './runPhase.js'

// What the types above are made of, so that an application needs no second package to name them.
export {
  isChatError,
  type ChatClient,
  type ChatError,
  type ChatErrorCode,
  type ChatMessageParam,
  type CompletionUsage,
  type ContentPart,
  type Cost,
  type Ending,
  type Warning,
} from '@rivulet/core'
