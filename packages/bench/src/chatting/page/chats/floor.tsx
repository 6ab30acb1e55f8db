import type { Chat } from '../Chat.ts'
import { mountChat } from '../mountChat.tsx'
import { createFloor } from './floorRows.tsx'

export const chat: Chat = { extras: '[data-streamdown="code-block-header"]', mount: mountChat(createFloor('message')) }
