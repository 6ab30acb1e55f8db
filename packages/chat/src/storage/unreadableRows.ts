import type { UnreadableRecord } from './ConversationStorage.js'
import { StorageError } from './StorageError.js'

/** Says that rows of a conversation could not be read; null where all could. */
export function unreadableRows(unreadable: readonly UnreadableRecord[]): StorageError | null {
  if (unreadable.length === 0) return null
  const isNewer = unreadable.some(({ reason }) => reason === 'newer')
  const what = `${unreadable.length} of the rows of this conversation could not be read, and are left where they are.`
  const advice = isNewer ? 'A later version of the application wrote them: reload the page.' : 'The others are shown.'
  return new StorageError(isNewer ? 'newer' : 'failed', `${what} ${advice}`)
}
