import { useEffect, useState } from 'react'
import { useStableCallback } from '../shared/stable.js'
import type { ConversationMatch, SearchMessages } from './ConversationMatch.js'

/** Who types goes on typing for so long at most, in milliseconds: each letter of a word is not worth a search. */
const PAUSE_MS = 150

export interface MessageSearch {
  /** Nobody has answered yet; what was found before is still there. */
  isPending: boolean
  hasFailed: boolean
  matches: readonly ConversationMatch[]
}

interface Answered {
  query: string
  hasFailed: boolean
  matches: readonly ConversationMatch[]
}

const NONE: readonly ConversationMatch[] = []

/** Asks for what was typed, one question at a time: another one aborts that before it. Undefined where nobody searches, or for nothing. */
export function useMessageSearch(onSearch: SearchMessages | undefined, query: string): MessageSearch | undefined {
  const search = useStableCallback(onSearch) as SearchMessages
  const isAsked = onSearch !== undefined && query !== ''
  const [answered, setAnswered] = useState<Answered>()

  useEffect(() => {
    if (!isAsked) return undefined
    const controller = new AbortController()
    const { signal } = controller
    const ask = async (): Promise<Answered> => {
      try {
        return { query, hasFailed: false, matches: await search(query, { signal }) }
      } catch {
        return { query, hasFailed: true, matches: NONE }
      }
    }
    const timer = setTimeout(() => void ask().then((answer) => (signal.aborted ? undefined : setAnswered(answer))), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [isAsked, query, search])

  // What was found for another question, before none was asked, is not of the next one.
  if (!isAsked && answered) setAnswered(undefined)
  if (!isAsked) return undefined
  const { matches = NONE, hasFailed = false } = answered ?? {}
  const isPending = answered?.query !== query
  return { isPending, hasFailed: hasFailed && !isPending, matches }
}
