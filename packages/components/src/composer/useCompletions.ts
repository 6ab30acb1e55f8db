import { useId, useLayoutEffect, useState, type KeyboardEvent } from 'react'
import { useStableCallback } from '../shared/stable.js'
import {
  fromCommand,
  fromMention,
  matching,
  triggerAt,
  type Command,
  type Completion,
  type Mention,
  type SearchMentions,
  type Trigger,
} from './completion.js'

/** What the composer offers while somebody types. */
export interface CompletionSources {
  /** Offered behind a slash at the beginning of the text. */
  commands?: readonly Command[] | undefined
  /** Offered behind `@`: a list, or what searches one. */
  mentions?: readonly Mention[] | SearchMentions | undefined
}

type Search = { state: 'searching' } | { state: 'failed' } | { state: 'found'; items: readonly Completion[] }

type Opened = Search & { kind: Trigger['kind'] }

export interface Completions {
  /** There is something that a sign may open. */
  isOffered: boolean
  /** Undefined while no list is open. */
  open: Opened | undefined
  listId: string
  /** Position of the line that Enter takes. */
  active: number
  optionId: (position: number) => string
  choose: (completion: Completion) => void
  highlight: (position: number) => void
  /** Whether the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean
}

/** The list that `/` or `@` opens, for the text and the caret in it. */
export function useCompletions(
  text: string,
  caret: number,
  { commands, mentions }: CompletionSources,
  replace: (start: number, end: number, text: string) => void,
): Completions {
  const listId = useId()
  const [dismissed, setDismissed] = useState<string>()
  const [highlighted, setHighlighted] = useState({ query: '', position: 0 })

  const trigger = offered(triggerAt(text, caret), commands, mentions)
  const place = trigger && `${trigger.kind}${trigger.start}`
  // Put away with Escape until something else is begun.
  if (dismissed !== undefined && dismissed !== place) setDismissed(undefined)
  const shown = dismissed === place ? undefined : trigger
  const found = useSearch(shown, typeof mentions === 'function' ? mentions : undefined)

  const search = shown && (found ?? { state: 'found' as const, items: listed(shown, commands, mentions) })
  const items = search?.state === 'found' ? search.items : []
  const isEmptyCommand = shown?.kind === 'command' && items.length === 0
  const open: Opened | undefined = search && !isEmptyCommand ? { ...search, kind: shown.kind } : undefined
  const active = highlighted.query === `${place}${shown?.query}` ? Math.min(highlighted.position, items.length - 1) : 0

  const highlight = (position: number) => setHighlighted({ query: `${place}${shown?.query}`, position })
  const choose = ({ insert, run }: Completion) => {
    if (!shown) return
    replace(shown.start, caret, run ? '' : insert)
    run?.()
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Escape') {
      setDismissed(place)
      return true
    }
    const chosen = items[active]
    if (!chosen || event.shiftKey) return false
    if (event.key === 'Enter' || event.key === 'Tab') choose(chosen)
    else if (event.key === 'ArrowDown') highlight((active + 1) % items.length)
    else if (event.key === 'ArrowUp') highlight((active + items.length - 1) % items.length)
    else return false
    return true
  }

  const isOffered = commands !== undefined || mentions !== undefined
  return { isOffered, open, listId, active, optionId: (position) => `${listId}-${position}`, choose, highlight, onKeyDown }
}

function offered(trigger: Trigger | undefined, commands: unknown, mentions: unknown): Trigger | undefined {
  return (trigger?.kind === 'command' ? commands : mentions) === undefined ? undefined : trigger
}

function listed({ kind, query }: Trigger, commands: CompletionSources['commands'] = [], mentions: CompletionSources['mentions'] = []) {
  if (kind === 'command') return matching(commands.map(fromCommand), query)
  return typeof mentions === 'function' ? [] : matching(mentions.map(fromMention), query)
}

/** What a search function answers for the newest query; undefined where none is asked. */
function useSearch(trigger: Trigger | undefined, search: SearchMentions | undefined): Search | undefined {
  const [answer, setAnswer] = useState<{ query: string; search: Search }>()
  const ask = useStableCallback((query: string, signal: AbortSignal) => search?.(query, { signal }) ?? [])
  const query = trigger?.kind === 'mention' && search ? trigger.query : undefined

  useLayoutEffect(() => {
    if (query === undefined) return undefined
    const abort = new AbortController()
    const tell = (found: Search) => {
      if (!abort.signal.aborted) setAnswer({ query, search: found })
    }
    const tellItems = (mentions: readonly Mention[]) => tell({ state: 'found', items: mentions.map(fromMention) })
    try {
      const asked = ask(query, abort.signal) as ReturnType<SearchMentions>
      if (asked instanceof Promise) asked.then(tellItems, () => tell({ state: 'failed' }))
      else tellItems(asked)
    } catch {
      tell({ state: 'failed' })
    }
    return () => {
      abort.abort()
      // An answer to the same query, asked again later, is to be a new one.
      setAnswer(undefined)
    }
  }, [query, ask])

  if (query === undefined) return undefined
  return answer?.query === query ? answer.search : { state: 'searching' }
}
