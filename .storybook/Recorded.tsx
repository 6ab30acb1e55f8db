import { createChatClient } from '@rivulet/core'
import { useChatStream } from '@rivulet/react'
import type { Recording } from '@rivulet/replay'
import type { StoryStream } from '@rivulet/replay/storybook'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { RecordedChat } from '../packages/components/src/testing/recorded.fixture.js'

interface Props {
  stream: StoryStream
  /** Stop is pressed at the moment. */
  stopped: boolean | undefined
  children: (chat: RecordedChat) => ReactNode
}

/** A chat through client and hook, answered by the stream that the panel plays. */
export function Recorded({ stream, stopped = false, children }: Props): ReactNode {
  const { fetch, recording, isReached, isHeld, isAsTold } = stream
  const client = useMemo(
    // A story may be held for longer than a gateway may be silent.
    () => createChatClient({ baseURL: 'https://gateway.example/v1', fetch, timeouts: { headersMs: 0, stallMs: 0 } }),
    [fetch],
  )
  const { text, model } = useMemo(() => requestOf(recording), [recording])
  const { chat, messages, run, error, usage, cost, send, stop, retry } = useChatStream({ client, model })
  const [isStopped, setStopped] = useState(false)

  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    void send(text)
  }, [send, text])

  const stops = stopped && isAsTold
  useEffect(() => {
    if (!isHeld || !stops) return
    void stop()
      .then(nextFrame)
      .then(() => setStopped(true))
  }, [isHeld, stops, stop])

  const isThere = isHeld && (isStopped || !stops)
  // The story appears at its moment, and one that plays at once.
  if (!isReached || (stops && !isStopped)) return null
  return <div data-held={isThere ? '' : undefined}>{children({ chat, messages, run, error, usage, cost, send, stop, retry })}</div>
}

/** What was asked when the recording was made. */
function requestOf({ events }: Recording): { text: string; model: string } {
  const sent = events.flatMap(([, , kind, value]) => (kind === 'request' ? [value.body] : []))[0]
  const body = JSON.parse(sent ?? '{}') as { model?: string; messages?: { role: string; content: unknown }[] }
  const asked = body.messages?.findLast((message) => message.role === 'user')?.content
  return { text: typeof asked === 'string' ? asked : 'Hello', model: body.model ?? 'default' }
}

/** After the store's next commit, which comes with a frame. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}
