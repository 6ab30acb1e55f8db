import { textOf, type ChatMessage, type ConversationInfo, type ConversationStorage } from '@rivulet/chat'
import { excerptOf, foldText, type ConversationMatch, type SearchMessages } from '@rivulet/components/conversations'
import { plainText } from '@rivulet/components/message'
import { MARKDOWN_READ } from '../chat/markdownRead.js'
import { pathOf } from '../conversations/pathOf.js'
import { createSlices } from './slices.js'

/** What was read of a conversation, until it is saved again. */
interface Indexed {
  stamp: string
  messages: readonly IndexedMessage[]
}

interface IndexedMessage {
  id: string
  text: string
  folded: string
}

/** Longer answers are searched as they were written, marks and all: to read so much markdown at once would be felt. */
const PARSED_CHARS = 50_000
/** So many conversations are fetched at once: one after the other, the way to the database and back would be most of the time. */
const FETCHED = 16

/**
 * Searches what is said in the conversations of a storage, on the path that is shown. Their text is kept in memory, and read again where a conversation was
 * saved since. All of it is done in slices, so that the page goes on however many there are.
 */
export function createMessageSearch(storage: Pick<ConversationStorage, 'list' | 'load'>): SearchMessages {
  const index = new Map<string, Indexed>()
  const isFresh = (info: ConversationInfo): boolean => index.get(info.id)?.stamp === stampOf(info)

  return async (query, { signal }) => {
    const infos = await storage.list()
    const ids = new Set(infos.map(({ id }) => id))
    for (const id of index.keys()) if (!ids.has(id)) index.delete(id)

    const wanted = foldText(query)
    const slices = createSlices()
    const matches: ConversationMatch[] = []
    for (let at = 0; at < infos.length; at += FETCHED) {
      const some = infos.slice(at, at + FETCHED)
      const stale = some.filter((info) => !isFresh(info))
      const loaded = await Promise.all(stale.map(({ id }) => storage.load(id)))
      for (const [position, info] of stale.entries()) {
        const messages: IndexedMessage[] = []
        for (const message of pathOf(loaded[position] ?? { info, messages: [] })) {
          messages.push(...indexed(message))
          await slices.next()
          signal.throwIfAborted()
        }
        index.set(info.id, { stamp: stampOf(info), messages })
      }
      for (const { id } of some) {
        const hit = index.get(id)?.messages.find(({ folded }) => folded.includes(wanted))
        const excerpt = hit && excerptOf(hit.text, query)
        if (excerpt) matches.push({ id, messageId: hit.id, excerpt })
        await slices.next()
        signal.throwIfAborted()
      }
    }
    return matches
  }
}

/** Changes with what is shown of a conversation. */
function stampOf({ updatedAtMs, headId }: ConversationInfo): string {
  return `${updatedAtMs} ${headId ?? ''}`
}

/** What a person wrote and what was answered; neither thoughts nor what tools gave. */
function indexed(message: ChatMessage): IndexedMessage[] {
  const { role } = message.wire
  const written = role === 'user' || role === 'assistant' ? textOf(message) : ''
  if (written === '') return []
  const text = role === 'assistant' && written.length <= PARSED_CHARS ? plainText(written, MARKDOWN_READ) : written
  return [{ id: message.id, text, folded: foldText(text) }]
}
