import { useReducer } from 'react'

interface Draft {
  text: string
  /** The text that came back last. */
  returned: string
  notSent: boolean
}

/** What the reader wrote, into a field that showed `seen`; or a text that could not be sent. */
type Change = { text: string; seen: string } | { returned: string }

interface DraftField extends Pick<Draft, 'text' | 'notSent'> {
  write: (text: string) => void
  send: () => void
}

/** The text being written, which comes back when it could not be sent. */
export function useDraft(initial: string, onSend: (text: string) => unknown): DraftField {
  const [{ text, notSent }, change] = useReducer(changed, { text: initial, returned: '', notSent: false })

  const write = (value: string) => change({ text: value, seen: text })
  const giveBack = () => change({ returned: text })

  const send = () => {
    write('')
    try {
      Promise.resolve(onSend(text.trim())).catch(giveBack)
    } catch {
      giveBack()
    }
  }

  return { text, write, send, notSent }
}

function changed(draft: Draft, change: Change): Draft {
  if ('returned' in change) return { text: before(change.returned, draft.text), returned: change.returned, notSent: true }
  // A text may come back between two keys, before it is drawn: the second key was pressed in a field that did not show it yet.
  const cameBackUnseen = draft.notSent && draft.text !== change.seen && draft.text === before(draft.returned, change.seen)
  if (cameBackUnseen) return { ...draft, text: before(draft.returned, change.text) }
  return { ...draft, text: change.text, notSent: false }
}

function before(returned: string, meanwhile: string): string {
  return meanwhile.trim() === '' ? returned : `${returned}\n${meanwhile}`
}
