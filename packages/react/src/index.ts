export * from '@rivulet/chat'
export { createChatClient, type ChatClientOptions, type Trace } from '@rivulet/core'
export { ChatProvider, useChat } from './ChatProvider.js'
export type { ChatAction, ChatStreamState } from './chatStreamState.js'
export { conversationOptions, type ConversationKey, type ConversationOptions } from './conversations/conversationOptions.js'
export { conversationsOptions, type ConversationsKey, type ConversationsOptions } from './conversations/conversationsOptions.js'
export { useConversations, type ConversationsAction, type ConversationsState } from './conversations/useConversations.js'
export { createTracedClient, type TracedClient } from './createTracedClient.js'
export { modelsOptions, type ModelsKey, type ModelsOptions } from './modelsOptions.js'
export {
  useObjectStream,
  type ObjectStreamState,
  type UseJsonObjectStreamOptions,
  type UseObjectStreamOptions,
} from './object/useObjectStream.js'
export { useBranches, type BranchesState } from './useBranches.js'
export { useChatState, useMessageIds, useRun } from './useChatState.js'
export { useChatStream, type UseChatStreamOptions } from './useChatStream.js'
export type { ClientSource } from './useClient.js'
export { useMessage, type UseMessageOptions } from './useMessage.js'
export { useQueue, type QueueState } from './useQueue.js'
export { useSendMessage, type SendVariables } from './useSendMessage.js'
export { useTraces } from './useTraces.js'
