import { createAiSdkChat } from './aiSdkChat.tsx'

export const chat = createAiSdkChat({ throttle: 50 })
