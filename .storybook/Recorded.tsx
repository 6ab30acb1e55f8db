import { createChatClient } from '@rivulet/core'
import { useChatStream } from '@rivulet/react'
import { fakeClock, parseRecording, replay, systemClock, type Recording } from '@rivulet/replay'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { RecordedChat, RecordedStory } from '../packages/components/src/recorded.fixture.js'

const files = import.meta.glob<string>('../packages/replay/recordings/*.stream.jsonl', { query: '?raw', import: 'default' })

type Props = Omit<RecordedStory, 'show'> & { children: (chat: RecordedChat) => ReactNode }

/** Plays a recording through client, hook and parts, and holds it at a moment. */
export function Recorded({ name, ...props }: Props): ReactNode {
  const [recording, setRecording] = useState<Recording>()
  useEffect(() => {
    let left = false
    void load(name).then((loaded) => left || setRecording(loaded))
    return () => {
      left = true
    }
  }, [name])
  return recording ? <Played recording={recording} {...props} /> : null
}

function Played({ recording, at = 'end', stopped = false, children }: Omit<Props, 'name'> & { recording: Recording }) {
  const { fetch, clock } = useMemo(() => playerOf(recording, at === 'live'), [recording, at])
  const client = useMemo(() => createChatClient({ baseURL: 'https://gateway.example/v1', fetch }), [fetch])
  const { text, model } = useMemo(() => requestOf(recording), [recording])
  const chat = useChatStream({ client, model })
  const { messages, run, error, usage, cost, send, stop, retry } = chat
  const [isHeld, setHeld] = useState(false)
  const started = useRef(false)

  useEffect(() => {
    if (started.current) return
    started.current = true
    const play = async () => {
      await send(text)
      await clock?.advance(momentOf(recording, at))
      if (stopped) await stop()
      await nextFrame()
      setHeld(true)
    }
    void play()
  }, [at, clock, recording, send, stop, stopped, text])

  // The story appears at its moment; a live one at once.
  if (!isHeld && at !== 'live') return null
  return <div data-held={isHeld ? '' : undefined}>{children({ messages, run, error, usage, cost, send, stop, retry })}</div>
}

async function load(name: string): Promise<Recording> {
  const file = files[`../packages/replay/recordings/${name}.stream.jsonl`]
  if (!file) throw new Error(`There is no recording "${name}". There are: ${Object.keys(files).join(', ')}`)
  return parseRecording(await file())
}

/** Answers the first request at the pace of a clock that the story moves, and every further one (Retry, a next message) live. */
function playerOf(recording: Recording, live: boolean): { fetch: typeof fetch; clock: ReturnType<typeof fakeClock> | undefined } {
  const clock = live ? undefined : fakeClock()
  let calls = 0
  return {
    clock,
    fetch: (input, init) => {
      calls += 1
      return replay(recording, { clock: calls === 1 ? (clock ?? systemClock) : systemClock })(input, init)
    },
  }
}

/** How far into the recording a moment is, in milliseconds. */
function momentOf({ events }: Recording, at: NonNullable<RecordedStory['at']>): number {
  const lastMs = events.at(-1)?.[0] ?? 0
  const firstReadMs = events.find(([, , kind]) => kind === 'data' || kind === 'bytes')?.[0] ?? lastMs
  if (at === 'waiting') return firstReadMs - 1
  return typeof at === 'number' ? firstReadMs + (lastMs - firstReadMs) * at : lastMs + 1000
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
