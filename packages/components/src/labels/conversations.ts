import type { Age } from '../conversations/byAge.js'
import { formatNumber, plural } from '../shared/format.js'

/** Words of the list of conversations. */
export interface ConversationsLabels {
  conversations: string
  newConversation: string
  searchConversations: string
  clearSearch: string
  untitled: string
  /** What heads each group of the list. */
  conversationAges: Record<Age, string>
  noConversations: string
  noConversationsHint: string
  /** Nothing in the list holds what was searched for. */
  noConversationFound: (query: string) => string
  /** Heads what was found in messages, below what was found by its title. */
  inMessages: string
  searchingMessages: string
  messageSearchFailed: string
  /** Neither a title nor a message holds what was searched for. */
  searchFoundNothing: (query: string) => string
  /** Read out when a search is over. */
  conversationsFound: (count: number) => string
  loadingConversations: string
  conversationsFailed: string
  /** An answer is being written in this one. */
  answeringHere: string
  /** Name of the menu of one conversation. */
  conversationActions: (title: string) => string
  rename: string
  newTitle: string
  pin: string
  unpin: string
  remove: string
  /** Asks before a conversation is deleted. */
  removeTitle: (title: string) => string
  removeText: string
  cancel: string
}

export const conversationsLabels: ConversationsLabels = {
  conversations: 'Conversations',
  newConversation: 'New chat',
  searchConversations: 'Search',
  clearSearch: 'Clear the search',
  untitled: 'New conversation',
  conversationAges: {
    pinned: 'Pinned',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Last 7 days',
    month: 'Last 30 days',
    older: 'Older',
  },
  noConversations: 'No conversations yet',
  noConversationsHint: 'What you write is kept here.',
  noConversationFound: (query) => `Nothing is called “${query}”.`,
  inMessages: 'In messages',
  searchingMessages: 'Searching the messages…',
  messageSearchFailed: 'The messages could not be searched.',
  searchFoundNothing: (query) => `Nothing was found for “${query}”.`,
  conversationsFound: (count) =>
    `${formatNumber(count, 'en')} ${plural(count, 'en', { one: 'conversation', other: 'conversations' })} found`,
  loadingConversations: 'Loading the conversations',
  conversationsFailed: 'The conversations could not be loaded.',
  answeringHere: 'An answer is being written',
  conversationActions: (title) => `Actions for “${title}”`,
  rename: 'Rename',
  newTitle: 'New title',
  pin: 'Pin',
  unpin: 'Unpin',
  remove: 'Delete',
  removeTitle: (title) => `Delete “${title}”?`,
  removeText: 'All of its messages go with it. This cannot be taken back.',
  cancel: 'Cancel',
}
