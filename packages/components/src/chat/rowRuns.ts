import type { Chat } from '@rivulet/chat'

/** How the run stands, as a row sees it. The same object while it is. */
export interface RowRun {
  /** It is the last row, which the run is about. */
  readonly last: boolean
  readonly busy: boolean
  /** The number of the try that follows one that failed. */
  readonly attempt: number | undefined
}

/** Tells the rows of a chat how its run stands, by one subscription for all: a text that grows asks none of a thousand rows. */
export interface RowRuns {
  readonly of: (id: string) => RowRun
  readonly subscribe: (listener: () => void) => () => void
}

const AT_REST: RowRun = { last: false, busy: false, attempt: undefined }
const WAITING: RowRun = { last: false, busy: true, attempt: undefined }

export function createRowRuns(chat: Chat): RowRuns {
  const listeners = new Set<() => void>()
  let lastId: string | undefined
  let newest: RowRun = { ...AT_REST, last: true }
  // A row that is rendered in between may have looked before the chat tells.
  let told = newest
  let leave: (() => void) | undefined

  const look = () => {
    const { messages, run } = chat.getSnapshot()
    const id = messages.at(-1)?.id
    const busy = run.phase !== 'idle'
    const attempt = run.phase === 'retrying' ? run.attempt : undefined
    if (id === lastId && busy === newest.busy && attempt === newest.attempt) return
    lastId = id
    newest = { last: true, busy, attempt }
  }
  const tell = () => {
    look()
    if (newest === told) return
    told = newest
    for (const listener of listeners) listener()
  }

  return {
    of(id) {
      look()
      return id === lastId ? newest : newest.busy ? WAITING : AT_REST
    },
    subscribe(listener) {
      leave ??= chat.subscribe(tell)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        leave?.()
        leave = undefined
      }
    },
  }
}
