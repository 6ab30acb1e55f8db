export { Chat, type ChatProps } from './Chat.js'
export type { ChatParts } from './ChatParts.js'
