import LoaderCircle from 'lucide-react/icons/loader-circle'
import type { ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import type { MessageSearch } from './useMessageSearch.js'

interface ConversationListStatusProps {
  /** How many conversations there are; undefined while nobody knows. */
  count: number | undefined
  /** How many of them are shown. */
  found: number
  query: string
  /** Undefined where nobody searches messages, or for nothing. */
  search: MessageSearch | undefined
  hasFailed: boolean
  words: Labels
}

/** How the list stands, below its rows: on its way, empty, searched, without what was searched for. Always there, so that it is read out. */
export function ConversationListStatus({ count, found, query, search, hasFailed, words }: ConversationListStatusProps): ReactNode {
  const isAnswered = query !== '' && !search?.isPending
  return (
    <div className="rivulet-conversations-status" role="status">
      {count === undefined && !hasFailed ? <Placeholders label={words.loadingConversations} /> : null}
      {count === 0 && !hasFailed ? (
        <>
          <p className="rivulet-conversations-nothing">{words.noConversations}</p>
          <p>{words.noConversationsHint}</p>
        </>
      ) : null}
      {search?.isPending ? (
        <p className="rivulet-conversations-searching">
          <LoaderCircle className="rivulet-icon rivulet-spinner" />
          {words.searchingMessages}
        </p>
      ) : null}
      {search?.hasFailed ? <p>{words.messageSearchFailed}</p> : null}
      {isAnswered && found === 0 ? <p dir="auto">{search ? words.searchFoundNothing(query) : words.noConversationFound(query)}</p> : null}
      {isAnswered && found > 0 ? <p className="rivulet-hidden">{words.conversationsFound(found)}</p> : null}
    </div>
  )
}

function Placeholders({ label }: { label: string }) {
  return (
    <>
      <span className="rivulet-hidden">{label}</span>
      <span className="rivulet-placeholder" />
      <span className="rivulet-placeholder" />
      <span className="rivulet-placeholder" />
    </>
  )
}
