import { bringsToken, type ChatRequestBody, type ChatResult, type ChatStream, createChatClient, type RetryNotice } from '@rivulet/core'
import { formatEntry } from '../recording/recording.js'
import { record } from '../recording/record.js'
import type { WholeFile } from './files.js'
import { count, duration, oneLine, startProgress } from './terminal.js'

interface Run {
  readonly baseURL: string
  readonly apiKey: string | undefined
  readonly headers: Record<string, string>
  readonly request: ChatRequestBody
  readonly isStream: boolean
  readonly label: string
  readonly file: WholeFile
}

/** How long the end of an exchange may take to be told, in milliseconds, once the client has its result. */
const END_GRACE_MS = 2000

/** Asks the gateway and writes what passes; Ctrl-C stops it, and a second one breaks it off. @throws CliError where the file cannot be written. */
export async function recordRun({ baseURL, apiKey, headers, request, isStream, label, file }: Run): Promise<ChatResult> {
  const startedAtMs = performance.now()
  const stop = new AbortController()
  const seen = { events: 0, tokens: 0 }
  const ends = openEnds()
  let failure: unknown
  const recorded = record(
    globalThis.fetch,
    (entry) => {
      file.write(formatEntry(entry))
      if (Array.isArray(entry)) ends.see(entry[2] as string)
    },
    {
      label,
      gateway: new URL(baseURL).host,
      onSinkError: (error) => {
        failure = error
        stop.abort()
      },
    },
  )
  const client = createChatClient({ baseURL, apiKey, headers, fetch: recorded })
  const onInterrupt = () => {
    if (stop.signal.aborted) {
      file.drop()
      process.exit(130)
    }
    stop.abort()
  }
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.on(signal, onInterrupt)
  const progress = startProgress(
    () => `${count(seen.events, 'event')}, ${count(seen.tokens, 'token')}, ${duration(performance.now() - startedAtMs)}`,
  )
  const onRetry = ({ error, delayMs }: RetryNotice) => progress.say(`${oneLine(error.message)} It is tried again in ${duration(delayMs)}.`)
  try {
    const options = { signal: stop.signal, onRetry }
    const result = await (isStream ? streamed(client.stream(request, options), seen) : client.complete(request, options))
    // The client has its result when the last byte is there; the recorder may tell the end a moment later.
    if (failure === undefined) await withinGrace(ends.all())
    if (failure instanceof Error) throw failure
    return result
  } finally {
    progress.stop()
    for (const signal of signals) process.off(signal, onInterrupt)
  }
}

/** Counts exchanges that have begun and not ended. */
function openEnds(): { readonly see: (kind: string) => void; readonly all: () => Promise<void> } {
  let open = 0
  let tell: (() => void) | undefined
  return {
    see(kind) {
      if (kind === 'request') open += 1
      if (kind === 'end') open -= 1
      if (open === 0) tell?.()
    },
    all: () =>
      new Promise((resolve) => {
        tell = resolve
        if (open === 0) resolve()
      }),
  }
}

async function withinGrace(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => resolve(), END_GRACE_MS)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

async function streamed(stream: ChatStream, seen: { events: number; tokens: number }): Promise<ChatResult> {
  try {
    for await (const chunk of stream) {
      seen.events += 1
      seen.tokens += Number(bringsToken(chunk))
    }
  } catch {
    // The result tells it.
  }
  return stream.result
}
