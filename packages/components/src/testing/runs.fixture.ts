import { createChatClient, type Trace } from '@rivulet/core'
import { decodeRead, parseRecording, replay, toFetch, type Recording, type RecordingEvent } from '@rivulet/replay'
import type { InspectedEvent, InspectedRun, InspectedStep } from '../inspector/InspectedRun.js'

const FILES = import.meta.glob<string>('../../../replay/recordings/*.stream.jsonl', { query: '?raw', import: 'default' })

/** A file of `packages/replay/recordings`, by its name without its ending. */
export async function recordingOf(name: string): Promise<Recording> {
  const text = await FILES[`../../../replay/recordings/${name}.stream.jsonl`]?.()
  if (text === undefined) throw new Error(`There is no recording ${name}.`)
  return parseRecording(text)
}

/** Each exchange of a recording as a run, with the times at which it was recorded; as far as so many reads of it have been given. */
export function runsOfRecording({ events }: Recording, reads: number = Infinity): InspectedRun[] {
  const runs: InspectedRun[] = []
  let left = reads
  for (const [, exchange] of events.filter(([, , kind]) => kind === 'request')) {
    if (left < 0) break
    const own = events.filter((event) => event[1] === exchange)
    runs.push(runOfExchange(String(exchange), own, left))
    left -= own.filter(isRead).length
  }
  return runs
}

function runOfExchange(id: string, recorded: readonly RecordingEvent[], reads: number): InspectedRun {
  const steps: InspectedStep[] = []
  const events: InspectedEvent[] = []
  const [startedMs = 0] = recorded[0] ?? []
  const decoder = new TextDecoder()
  let [title, rest, left] = ['', '', reads]
  for (const event of recorded) {
    const [tMs, , kind, value] = event
    const atMs = tMs - startedMs
    if (isRead(event)) {
      left -= 1
      if (left < 0) break
      const blocks = (rest + decoder.decode(decodeRead(event), { stream: true })).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      events.push(...blocks.filter(Boolean).map((block) => eventOf(block, atMs)))
    } else if (kind === 'request') {
      const body = value.body ?? ''
      title = (JSON.parse(body || '{}') as { model?: string }).model ?? ''
      steps.push({ atMs, kind, method: value.method, url: new URL(value.url).pathname, headers: value.headers, body })
    } else if (kind === 'response') steps.push({ atMs, kind, ...value })
    else if (kind === 'end') steps.push({ atMs, kind: 'close', how: value })
    if (kind === 'end' && rest !== '') events.push({ atMs, type: 'body', chars: rest.length, data: rest })
  }
  return { id, title, startedAtMs: Date.UTC(2026, 0), steps, events }
}

function isRead(event: RecordingEvent): event is Extract<RecordingEvent, readonly [number, number, 'data' | 'bytes', string]> {
  return event[2] === 'data' || event[2] === 'bytes'
}

function eventOf(block: string, atMs: number): InspectedEvent {
  const lines = block.split(/\r?\n/)
  const fields = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart())
  const [type, data] = fields.length > 0 ? ['message', fields.join('\n')] : ['comment', lines.map((line) => line.slice(1)).join('\n')]
  return { atMs, type, chars: data.length, data }
}

/** What the client's own trace tells of a recording that is asked for, ten times as fast as it was, after a gateway that was not there at first. */
export async function traceOfRecording(name: string): Promise<Trace> {
  const answered = toFetch(replay(await recordingOf(name), { speed: 10 }))
  let requests = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests += 1
    return requests === 1 ? new Response('', { status: 503, headers: { 'retry-after': '0' } }) : answered(input, init)
  }
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', fetch })
  const { trace } = await client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] }, { trace: true }).result
  if (!trace) throw new Error('The client kept no trace.')
  return trace
}
