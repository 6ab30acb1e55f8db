import { Chat } from '@rivulet/components/chat'
import { useChatStream } from '@rivulet/react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

interface SupportWidgetProps {
  baseURL: string
  /** What menus and dialogs are put into: an element of the shadow root, where the styles are. */
  layers: HTMLElement
}

/** A bubble in the corner, and the chat that it opens. The chat goes on while it is closed. */
export function SupportWidget({ baseURL, layers }: SupportWidgetProps) {
  const { chat, messages } = useChatStream({ baseURL, model: 'default' })
  const [isOpen, setOpen] = useState(false)
  const [seen, setSeen] = useState(0)
  const bubble = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  const answers = messages.filter(({ wire, state }) => wire.role === 'assistant' && state === 'done').length
  if (isOpen && seen !== answers) setSeen(answers)
  const unread = answers - seen

  useEffect(() => {
    if (isOpen) field.current?.focus()
  }, [isOpen])

  function close() {
    setOpen(false)
    bubble.current?.focus()
  }

  function closeOnEscape({ key }: KeyboardEvent) {
    // A menu or a dialog that is open has Escape first, and so has an answer that can be stopped.
    const isTaken = layers.querySelector('.rivulet-layer') !== null || chat.getSnapshot().run.phase !== 'idle'
    if (key === 'Escape' && !isTaken) close()
  }

  return (
    <>
      <section className="panel" role="dialog" aria-label="Support" hidden={!isOpen} onKeyDown={closeOnEscape}>
        <header>
          <h2>Support</h2>
          <button type="button" className="close" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <Chat chat={chat} inputRef={field} portalContainer={layers} suggestions={['Write a haiku', 'Where is my order?']} />
      </section>
      <button ref={bubble} type="button" className="bubble" aria-expanded={isOpen} onClick={() => (isOpen ? close() : setOpen(true))}>
        {isOpen ? 'Close' : 'Help'}
        {unread > 0 ? (
          <span className="unread">
            {unread}
            <span className="rivulet-hidden"> unread</span>
          </span>
        ) : null}
      </button>
    </>
  )
}
