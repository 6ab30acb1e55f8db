import { createAssistantUiChat } from './assistantUiChat.tsx'

export const chat = createAssistantUiChat(true)
