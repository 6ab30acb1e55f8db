import { type Clock, systemClock } from '../clock.js'
import { createRedactor } from './createRedactor.js'
import { describeRequest, sentRequest } from './describeRequest.js'
import { Lane } from './Lane.js'
import { endOf, recordBody, type Tell, type Told } from './recordBody.js'
import type { RecordedEnd, RecordingEntry, RecordingEvent } from './recording.js'
import { Secrets } from './Secrets.js'
import { signalOf } from './signalOf.js'

export interface RecordOptions {
  /** A name for people, for the recording's header. */
  readonly label?: string | undefined
  /** Which gateway answers, for the recording's header. */
  readonly gateway?: string | undefined
  /** What the times of the events are read from, in whole milliseconds since the first request. @defaultValue systemClock */
  readonly clock?: Clock | undefined
  /**
   * Told what the sink threw. From then on nothing more is recorded, as a recording with a hole would tell lies; the caller's request goes on.
   * @defaultValue thrown where no caller is, so that `window.onerror` or Node's `uncaughtException` gets it
   */
  readonly onSinkError?: ((error: unknown) => void) | undefined
}

/** How long an exchange that is over waits for the text of its request, in milliseconds, until it is written without. */
const BODY_GRACE_MS = 1000

/**
 * Wraps a `fetch` so that everything that passes through it is told to `sink`, entry by entry as it happens: the header before the first
 * request, then requests, responses, each network read and how each exchange ended.
 *
 * The caller's response is what it would have been: the same reads at the same time, nothing read ahead, aborts and errors passed on.
 * Keys, cookies and authorization are never given to the sink.
 */
export function record(
  fetch: typeof globalThis.fetch,
  sink: (entry: RecordingEntry) => void,
  options: RecordOptions = {},
): typeof globalThis.fetch {
  const { clock = systemClock, label, gateway, onSinkError = throwApart } = options
  /** Entries in the order of their times. */
  const output = new Lane()
  // A response may repeat the key of the request before it: "the key … was revoked".
  const secrets = new Secrets()
  let startedAtMs: number | undefined
  let lastMs = 0
  let exchanges = 0
  let isBroken = false

  const give = (entry: RecordingEntry) => {
    if (isBroken) return
    try {
      sink(entry)
    } catch (error) {
      isBroken = true
      onSinkError(error)
    }
  }
  const begin = (nowMs: number) => {
    startedAtMs = nowMs
    const startedAt = new Date(startedAtMs).toISOString()
    output.add(() => give({ rivulet: 1, ...(label !== undefined && { label }), ...(gateway !== undefined && { gateway }), startedAt }))
    return startedAtMs
  }

  return async (input, init) => {
    const calledAtMs = clock.now()
    const zeroMs = startedAtMs ?? begin(calledAtMs)
    exchanges += 1
    const exchange = exchanges
    const redactor = createRedactor(secrets)
    /** What is redacted must wait for the request, which the secrets are learnt from; what is written for all exchanges before it. */
    const redaction = new Lane()
    let ended = false
    const tell = (work: Parameters<Tell>[0], nowMs = clock.now(), ready?: Promise<void>) => {
      // A clock of the application may go back; the times of a recording never do.
      const atMs = (lastMs = Math.max(lastMs, Math.round(nowMs - zeroMs)))
      const write = output.take()
      const settle = (...told: readonly Told[]) => {
        ended ||= told.some(([kind]) => kind === 'end')
        write(() => {
          for (const [kind, value] of told) give([atMs, exchange, kind, value] as unknown as RecordingEvent)
        })
      }
      const redact = redaction.take()
      const go = () => redact(() => (ended ? settle() : work(settle)))
      if (ready) void ready.then(go)
      else go()
    }
    const end = (how: RecordedEnd) => tell((settle) => settle(['end', how]))

    const signal = signalOf(input, init)
    const request = sentRequest(input, init)
    const body = graced(request.body)
    tell((settle) => settle(['request', describeRequest(request, body.text, redactor)]), calledAtMs, body.ready)
    try {
      return recordResponse(await fetch(input, init))
    } catch (error) {
      body.giveUp()
      end(endOf(error, signal))
      throw error
    }

    function recordResponse(response: Response): Response {
      const { status, headers } = response
      // A page is not told the status of a redirect that it does not follow.
      if (status < 200 || status > 599) end('error')
      else tell((settle) => settle(['response', { status, headers: redactor.responseHeaders(headers) }]))
      return recordBody(response, redactor, signal, tell, body.giveUp)
    }
  }
}

/** The text of a body that may have to be waited for, yet not for ever. */
function graced(given: string | null | Promise<string | null>): { text: string | null; ready?: Promise<void>; giveUp: () => void } {
  if (!(given instanceof Promise)) return { text: given, giveUp: () => undefined }
  const body = { text: null as string | null, ready: Promise.resolve(), giveUp: () => undefined as void }
  body.ready = new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSettled = false
    const settle = (text: string | null) => {
      isSettled = true
      body.text = text
      clearTimeout(timer)
      resolve()
    }
    given.then(settle, () => settle(null))
    body.giveUp = () => {
      if (!isSettled) timer ??= setTimeout(() => resolve(), BODY_GRACE_MS)
    }
  })
  return body
}

function throwApart(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
