export * from '@rivulet/chat'
export { ChatProvider, useChat, useChatState, useMessage, useMessageIds, useRun } from './ChatProvider.js'
export { conversationOptions, type ConversationKey, type ConversationOptions } from './conversations/conversationOptions.js'
export { conversationsOptions, type ConversationsKey, type ConversationsOptions } from './conversations/conversationsOptions.js'
export { useConversations, type ConversationsAction, type ConversationsState } from './conversations/useConversations.js'
export { modelsOptions, type ModelsKey, type ModelsOptions } from './modelsOptions.js'
export {
  useObjectStream,
  type ObjectStreamState,
  type UseJsonObjectStreamOptions,
  type UseObjectStreamOptions,
} from './object/useObjectStream.js'
export type { ClientSource } from './useClient.js'
export { useChatStream, type ChatStreamState, type UseChatStreamOptions } from './useChatStream.js'
export { useSendMessage, type SendVariables } from './useSendMessage.js'
