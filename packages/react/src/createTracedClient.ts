import type { ChatClient, Trace } from '@rivulet/core'

/** As many runs as are kept. */
const MAX_RUNS = 10

/** A client that keeps the traces of its last runs, for people who build: see {@link useTraces}. */
export interface TracedClient extends ChatClient {
  /** The last 10 runs, oldest first: the same array until something came. */
  readonly getTraces: () => readonly Trace[]
  /** Calls `listener` when something came, once a frame at most; returns what ends that. */
  readonly subscribeTraces: (listener: () => void) => () => void
}

interface TracedRun {
  /** What the run went through so far. */
  readonly read: () => Trace | undefined
  shown?: Trace | undefined
}

/**
 * The same client, whose runs are traced: every attempt, time to first byte and first token, each event's time and size, retries and warnings. Make it
 * once, outside of components. It asks for nothing while nobody looks.
 *
 * @example
 * ```tsx
 * const client = createTracedClient(createChatClient({ baseURL: '/v1' }))
 * ```
 */
export function createTracedClient(client: ChatClient): TracedClient {
  const listeners = new Set<() => void>()
  let runs: readonly TracedRun[] = []
  let traces: readonly Trace[] = []
  let frame: number | undefined

  const look = (): void => {
    frame = undefined
    const news = runs.filter(takesNews)
    if (news.length > 0) {
      traces = runs.flatMap(({ shown }) => shown ?? [])
      for (const listener of listeners) listener()
    }
    if (listeners.size > 0 && runs.some(({ shown }) => !isOver(shown))) frame ??= requestAnimationFrame(look)
  }
  const keep = (read: TracedRun['read']): void => {
    runs = [...runs.slice(1 - MAX_RUNS), { read }]
    if (listeners.size > 0) frame ??= requestAnimationFrame(look)
  }
  const traced = <Stream extends { readonly trace: Trace | undefined }>(stream: Stream): Stream => {
    keep(() => stream.trace)
    return stream
  }
  return {
    baseURL: client.baseURL,
    stream: (request, options) => traced(client.stream(request, { ...options, trace: true })),
    resume: (runId, options) => traced(client.resume(runId, { ...options, trace: true })),
    async complete(request, options) {
      let trace: Trace | undefined
      keep(() => trace)
      const result = await client.complete(request, { ...options, trace: true })
      ;({ trace } = result)
      return result
    },
    models: (options) => client.models(options),
    getTraces: () => traces,
    subscribeTraces(listener) {
      listeners.add(listener)
      look()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || frame === undefined) return
        cancelAnimationFrame(frame)
        frame = undefined
      }
    },
  }
}

/** Takes what came since it was last looked at; false where nothing did. */
function takesNews(run: TracedRun): boolean {
  if (isOver(run.shown)) return false
  const trace = run.read()
  if (!trace || amountOf(trace) === amountOf(run.shown)) return false
  // The trace's own list of steps grows on.
  run.shown = { ...trace, steps: [...trace.steps] }
  return true
}

function amountOf(trace: Trace | undefined): number {
  return trace ? trace.steps.length + trace.events.length + trace.droppedEvents : 0
}

function isOver(trace: Trace | undefined): boolean {
  return trace?.steps.at(-1)?.kind === 'end'
}
