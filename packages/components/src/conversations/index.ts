export type { Age } from './byAge.js'
export { ConversationList, type ConversationListProps } from './ConversationList.js'
