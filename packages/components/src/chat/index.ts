export { Chat, type ChatComposerSettings, type ChatProps, type ChatThreadSettings } from './Chat.js'
export type { ChatParts } from './ChatParts.js'
