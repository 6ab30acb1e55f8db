import { createAiSdkChat } from './aiSdkChat.tsx'

export const chat = createAiSdkChat({})
