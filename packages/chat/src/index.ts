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
