import type { SearchMessages } from '@rivulet/components/conversations'
import { storage } from '../conversations/storage.js'
import { createMessageSearch } from './messageSearch.js'

/** Searches the conversations that this browser keeps. */
export const searchMessages: SearchMessages = createMessageSearch(storage)
