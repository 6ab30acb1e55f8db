import type { Chat } from '../../chatting/page/Chat.ts'

/** Each is a file of its own, so that a page loads no other. */
const CHATS = {
  rivulet: () => import('./chats/rivulet.tsx'),
  rivuletById: () => import('./chats/rivuletById.tsx'),
  aiSdk: () => import('./chats/aiSdk.tsx'),
  aiSdkThrottled: () => import('./chats/aiSdkThrottled.tsx'),
  tanStack: () => import('./chats/tanStack.tsx'),
  assistantUi: () => import('./chats/assistantUi.tsx'),
  antDesignX: () => import('./chats/antDesignX.tsx'),
} satisfies Record<string, () => Promise<{ readonly chat: Chat }>>

export type CommittingKey = keyof typeof CHATS

export async function loadChat(key: CommittingKey): Promise<Chat> {
  return (await CHATS[key]()).chat
}
