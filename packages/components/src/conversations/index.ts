export { ConversationList, type ConversationListProps } from './ConversationList.js'
