import { Message, UsageMeter, type MessageProps } from '@rivulet/components'
import { createChatClient, type Fetch } from '@rivulet/core'
import { useChatStream } from '@rivulet/react'
import { parseRecording, replay, type Recording } from '@rivulet/replay'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

export interface RecordedStreamProps {
  /** The text of a `*.stream.jsonl`. */
  recording: string
}

/** What came over the wire beside what became of it: whole at first, and at its own pace at the press of a button. */
export function RecordedStream({ recording }: RecordedStreamProps): ReactNode {
  const parsed = useMemo(() => parseRecording(recording), [recording])
  const [plays, setPlays] = useState(0)
  return (
    <section className="docs-stream" aria-label={parsed.header.label ?? 'A recorded stream'}>
      <header>
        <span>{parsed.header.label}</span>
        <button type="button" onClick={() => setPlays((count) => count + 1)}>
          Play at its own pace
        </button>
      </header>
      <Played key={plays} recording={parsed} speed={plays === 0 ? Infinity : 1} />
    </section>
  )
}

function Played({ recording, speed }: { recording: Recording; speed: number }) {
  const [wire, setWire] = useState('')
  const client = useMemo(() => {
    const fetch = tapped(replay(recording, { speed }), (text) => setWire((before) => before + text))
    return createChatClient({ baseURL: 'https://gateway.example/v1', fetch })
  }, [recording, speed])
  const { prompt, model } = useMemo(() => requestOf(recording), [recording])
  const { messages, send, usage, cost } = useChatStream({ client, model })

  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    void send(prompt)
  }, [send, prompt])

  const answer = messages.findLast(({ wire: { role } }) => role === 'assistant')
  return (
    <div className="docs-stream-sides">
      {/* Both scroll, so they can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre aria-label="What came over the wire" role="region" tabIndex={0}>
        {wire}
      </pre>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div aria-label="What became of it" role="region" tabIndex={0}>
        {answer ? <Message message={answer} actions={NO_ACTIONS} last /> : null}
        <dl>
          <dt>ending</dt>
          <dd data-ending={answer?.ending?.kind}>{answer?.ending ? wordOf(answer.ending) : 'still coming'}</dd>
          {answer?.warnings.length ? (
            <>
              <dt>mended</dt>
              <dd>{answer.warnings.map(({ code }) => code).join(', ')}</dd>
            </>
          ) : null}
        </dl>
        <UsageMeter usage={usage} cost={cost} />
      </div>
    </div>
  )
}

const NO_ACTIONS: NonNullable<MessageProps['actions']> = []

type Ending = NonNullable<MessageProps['message']['ending']>

function wordOf(ending: Ending): string {
  if (ending.kind === 'complete') return `complete (${ending.finishReason ?? 'no finish reason, [DONE] came'})`
  return ending.kind === 'failed' ? `failed (${ending.error.code})` : ending.kind
}

/** The same `fetch`; what its bodies bring is shown too. */
function tapped(fetch: Fetch, show: (text: string) => void): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.body) return response
    const [read, shown] = response.body.tee()
    void shown
      .pipeThrough(new TextDecoderStream())
      .pipeTo(new WritableStream({ write: show }))
      .catch(ignore)
    return new Response(read, { status: response.status, headers: response.headers })
  }
}

/** A connection that breaks, or is left, ends what is shown of it; the message beside it tells so. */
function ignore(): void {}

function requestOf({ events }: Recording): { prompt: string; model: string } {
  const sent = events.flatMap(([, , kind, value]) => (kind === 'request' ? [value.body] : []))[0]
  const { model = 'default', messages = [] } = JSON.parse(sent ?? '{}') as {
    model?: string
    messages?: { role: string; content: unknown }[]
  }
  const asked = messages.findLast(({ role }) => role === 'user')?.content
  return { model, prompt: typeof asked === 'string' ? asked : 'Hello' }
}
