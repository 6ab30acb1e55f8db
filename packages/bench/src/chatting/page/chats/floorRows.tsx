import { memo, useEffect, useState, useSyncExternalStore } from 'react'
import { Streamdown } from 'streamdown'
import 'streamdown/styles.css'
import type { PastMessage } from '../history.ts'
import type { ChatProps } from '../mountChat.tsx'
import { readDeltas } from '../readDeltas.ts'

/** A text that tells its readers once a frame. */
function createText() {
  const listeners = new Set<() => void>()
  let text = ''
  let isDue = false
  return {
    read: () => text,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    append(added: string) {
      text += added
      if (isDue) return
      isDue = true
      requestAnimationFrame(() => {
        isDue = false
        for (const listener of listeners) listener()
      })
    },
  }
}

const Row = memo(function Row({ message, className }: { message: PastMessage; className: string }) {
  return (
    <div className={className}>
      <Streamdown>{message.text}</Streamdown>
    </div>
  )
})

/** The cheapest chat that could work: a memoised history, the answer in an external store, one notification a frame, its text in one element. */
export function createFloor(className: string) {
  const answer = createText()
  function Answer() {
    return (
      <div className="message">
        <pre>{useSyncExternalStore(answer.subscribe, answer.read)}</pre>
      </div>
    )
  }
  return function Floor({ history, onSend }: ChatProps) {
    const [isAsked, ask] = useState(false)
    useEffect(() => {
      onSend(async () => {
        ask(true)
        for await (const delta of readDeltas()) answer.append(delta)
      })
    }, [onSend])
    return (
      <>
        {history.map((message) => (
          <Row key={message.id} message={message} className={className} />
        ))}
        {isAsked ? <Answer /> : null}
      </>
    )
  }
}
