import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import type { Chat } from './Chat.ts'
import type { PastMessage } from './history.ts'

export interface ChatProps {
  readonly history: readonly PastMessage[]
  /** Handed the function by which the page asks. */
  readonly onSend: (send: () => unknown) => void
}

/** Mounts a component that keeps its own state. */
export function mountChat(Component: ComponentType<ChatProps>): Chat['mount'] {
  return (element, history) => {
    let ask: (() => unknown) | undefined
    createRoot(element).render(<Component history={history} onSend={(send) => (ask = send)} />)
    return { send: () => void ask?.() }
  }
}
