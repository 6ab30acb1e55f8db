import type { Chat } from '../Chat.ts'
import { mountChat } from '../mountChat.tsx'
import { createFloor } from './floorRows.tsx'

/** The same with rows that the browser skips while they are out of sight. */
export const chat: Chat = { extras: '[data-streamdown="code-block-header"]', mount: mountChat(createFloor('message skipped')) }
