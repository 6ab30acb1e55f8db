import type { Clock } from './clock.js'

/** One network read: bytes that arrive together, `atMs` after the response began. */
export interface TimedRead {
  /** When they arrive, in milliseconds after the response began. */
  readonly atMs: number
  /** The bytes of the body. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A response body in time. The gateway composes one, a recording holds one; both are played by `playTimeline`. */
export interface Timeline<Read extends TimedRead = TimedRead> {
  /** In the order of their times. */
  readonly reads: readonly Read[]
  /**
   * How it ends, `atMs` after the response began. The `kind` is `eof`: the body ends; `error`: the connection breaks; `abort`: silence until the caller leaves,
   * as nobody knows what would have come.
   */
  readonly end: { readonly atMs: number; readonly kind: TimelineEnd }
}

/** How a recorded body was over: whole, broken off by the connection, or left by the caller. */
export type TimelineEnd = 'eof' | 'error' | 'abort'

export interface PlayTimelineOptions<Read extends TimedRead> {
  readonly clock: Clock
  /** The caller's: its abort breaks the body at once, with its reason. */
  readonly signal?: AbortSignal | undefined
  /** `2` is twice as fast, `Infinity` at once. @defaultValue 1 */
  readonly speed?: number | undefined
  /** When the response began, by `clock`. @defaultValue now */
  readonly startedAtMs?: number | undefined
  /**
   * Resolves when the read at `index` may be given, or the end at the number of reads. `gone` aborts when the caller has left.
   * @defaultValue when its time has come by `clock`
   */
  readonly due?: ((index: number, gone: AbortSignal) => Promise<void>) | undefined
  readonly onRead?: ((read: Read) => void) | undefined
  /** Called once: `end` when the timeline was played to its end, `disconnected` when the caller left before. */
  readonly onEnd?: ((how: 'end' | 'disconnected') => void) | undefined
}

/** A body that gives each read of the timeline as one chunk when its time has come and the reader asks for it. */
export function playTimeline<Read extends TimedRead>(
  timeline: Timeline<Read>,
  options: PlayTimelineOptions<Read>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { clock, signal, speed = 1, startedAtMs = clock.now() } = options
  const gone = new AbortController()
  let played = 0
  let ended = false
  let onAbort: (() => void) | undefined

  const sleepUntil = async (atMs: number) => {
    const waitMs = atMs - clock.now()
    if (waitMs > 0) await clock.sleep(waitMs, gone.signal).catch(() => undefined)
  }

  const finish = (how: 'end' | 'disconnected') => {
    if (ended) return
    ended = true
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    gone.abort()
    options.onEnd?.(how)
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        onAbort = () => {
          controller.error(signal?.reason)
          finish('disconnected')
        }
        if (signal?.aborted) onAbort()
        else signal?.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        const read = timeline.reads[played]
        if (options.due) await options.due(played, gone.signal)
        else await sleepUntil(startedAtMs + (read ?? timeline.end).atMs / speed)
        if (ended) return
        if (read) {
          played += 1
          controller.enqueue(read.bytes)
          options.onRead?.(read)
          // An end that comes together with the last read comes with it: a caller that has read all and leaves has not left early.
          if (played < timeline.reads.length || timeline.end.kind !== 'eof' || timeline.end.atMs > read.atMs) return
        }
        if (timeline.end.kind === 'abort') {
          await new Promise((resolve) => gone.signal.addEventListener('abort', resolve, { once: true }))
          return
        }
        finish('end')
        if (timeline.end.kind === 'error') controller.error(new TypeError('network error: the connection broke while the body was read'))
        else controller.close()
      },
      cancel: () => finish('disconnected'),
    },
    // Nothing is made ahead of the reader, so what was sent is what was read, and back-pressure reaches the source.
    { highWaterMark: 0 },
  )
}
