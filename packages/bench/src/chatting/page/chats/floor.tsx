import type { Chat } from '../Chat.ts'
import { mountChat } from '../mountChat.tsx'
import { createFloor } from './floorRows.tsx'
import { STREAMDOWN_CODE_HEADER } from '../../../rendering/page/extras.ts'

export const chat: Chat = { extras: STREAMDOWN_CODE_HEADER, mount: mountChat(createFloor('message')) }
