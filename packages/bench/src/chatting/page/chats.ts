import type { Chat } from './Chat.ts'

/** Each is a file of its own, so that a page loads no other. */
const CHATS = {
  rivulet: () => import('./chats/rivulet.tsx'),
  rivuletThread: () => import('./chats/rivuletThread.tsx'),
  rivuletById: () => import('./chats/rivuletById.tsx'),
  rivuletAllDrawn: () => import('./chats/rivuletAllDrawn.tsx'),
  floor: () => import('./chats/floor.tsx'),
  floorSkipped: () => import('./chats/floorSkipped.tsx'),
  aiSdk: () => import('./chats/aiSdk.tsx'),
  aiSdkThrottled: () => import('./chats/aiSdkThrottled.tsx'),
  tanStack: () => import('./chats/tanStack.tsx'),
  assistantUi: () => import('./chats/assistantUi.tsx'),
  assistantUiDeferred: () => import('./chats/assistantUiDeferred.tsx'),
  antDesignX: () => import('./chats/antDesignX.tsx'),
  naive: () => import('./chats/naive.tsx'),
} satisfies Record<string, () => Promise<{ readonly chat: Chat }>>

export type ChatKey = keyof typeof CHATS

export async function loadChat(key: ChatKey): Promise<Chat> {
  return (await CHATS[key]()).chat
}
