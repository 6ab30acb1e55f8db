import { readEvents, type ServerSentEvent } from '@rivulet/core'
import type { HistoryRun } from './HistoryRun.fixture.js'
import { sharedNowMs } from './processes.fixture.js'
import type { Random } from './random.fixture.js'

/** One event as a reader has it. */
export interface SeenEvent {
  epoch: number
  seq: number
  data: string
  /** The state that it ends the run with. */
  end?: string | undefined
  atMs: number
}

export interface ReaderWorld {
  random: Random
  /** Where the relays are now. */
  urls(): readonly string[]
  /** Aborted when the history has taken too long. */
  over: AbortSignal
  /** So long a run that began may be unknown before its reader gives it up. */
  patienceMs: number
  /** Whether a key still stands for one run: a store that forgot it would begin another. */
  mayPost(): boolean
  /** Whether readers hang up by themselves now and then. @defaultValue true */
  leaves?: boolean
}

const SILENCE_MS = 3000
/** So long a reader waits for somebody to begin its run. */
const UNBEGUN_MS = 15_000

/**
 * Reads a run to its end as a client would: goes on behind its last event with whichever relay answers, hangs up by itself now and then, begins anew where it is
 * told to. It notes whatever no reader may ever see.
 */
export class HistoryReader {
  /** What it has, the event with the number 1 first. */
  events: SeenEvent[] = []
  end: SeenEvent | undefined
  resumes = 0
  resets = 0
  /** No relay knew the run any more. */
  isGone = false
  readonly problems: string[] = []
  readonly #run: HistoryRun
  readonly #world: ReaderWorld
  #unknownSinceMs: number | undefined

  constructor(run: HistoryRun, world: ReaderWorld) {
    this.#run = run
    this.#world = world
  }

  /** @param first where it begins; by `POST` it may be the one that begins the run */
  async read(first: { url: string; byPost: boolean }): Promise<void> {
    const { random, over } = this.#world
    let { url, byPost } = first
    for (let tries = 0; !this.end && !this.isGone && !over.aborted; tries++) {
      if (tries > 0) this.resumes += 1
      await this.#connect(url, byPost)
      await pause(random.between(40, 120), over)
      url = random.pick(this.#world.urls())
      // With its key the run can always be had from the beginning. Before anything came that is how to begin it.
      byPost = random.chance(byPost && this.events.length === 0 ? 0.8 : 0.1) && this.#world.mayPost()
    }
  }

  async #connect(url: string, byPost: boolean): Promise<void> {
    const { random, leaves = true } = this.#world
    const hangUp = new AbortController()
    const leaveMs = leaves && random.chance(0.3) ? random.between(80, 700) : undefined
    const leave = leaveMs === undefined ? undefined : setTimeout(() => hangUp.abort(), leaveMs)
    const silence = setTimeout(() => hangUp.abort(), SILENCE_MS)
    try {
      const response = await this.#request(url, byPost, AbortSignal.any([hangUp.signal, this.#world.over]))
      if (response.status !== 200) return await this.#onStatus(response)
      this.#unknownSinceMs = undefined
      this.#run.isBegun = true
      if (byPost) this.#forget()
      let isEnded = false
      for await (const event of readEvents(watched(response, silence))) isEnded = this.#take(event, byPost, isEnded)
    } catch {
      // Cut off, by whomever.
    } finally {
      clearTimeout(leave)
      clearTimeout(silence)
      hangUp.abort()
    }
  }

  #request(url: string, byPost: boolean, signal: AbortSignal): Promise<Response> {
    const { id, key, body } = this.#run
    const last = this.events.at(-1)
    const headers = { 'x-user': 'ann', 'content-type': 'application/json' }
    if (byPost) return fetch(`${url}/chat/completions`, { method: 'POST', body, signal, headers: { ...headers, 'idempotency-key': key } })
    const cursor = last && { 'last-event-id': `${last.epoch}.${last.seq}` }
    return fetch(`${url}/runs/${id}/events`, { signal, headers: { ...headers, ...cursor } })
  }

  async #onStatus(response: Response): Promise<void> {
    await response.body?.cancel()
    const { status } = response
    if (status === 410) this.isGone = true
    if (status !== 404) return
    this.#unknownSinceMs ??= sharedNowMs()
    const patienceMs = this.#run.isBegun ? this.#world.patienceMs : UNBEGUN_MS
    if (sharedNowMs() - this.#unknownSinceMs > patienceMs) this.isGone = true
  }

  #forget(): void {
    this.events = []
    this.end = undefined
  }

  /** Takes an event; true where the run has ended with it. */
  #take({ type, data, lastEventId }: ServerSentEvent, byPost: boolean, isEnded: boolean): boolean {
    // The end of a stopped run is drawn as two events; the second has no id of its own.
    if (isEnded && data === '[DONE]' && this.end?.end === 'stopped') return true
    if (isEnded) this.problems.push(`${lastEventId} came after the end`)
    if (type === 'rivulet.reset') {
      if (byPost) this.problems.push('a reset in answer to POST')
      this.resets += 1
      this.#forget()
      return false
    }
    const [epoch = Number.NaN, seq = Number.NaN] = lastEventId.split('.').map(Number)
    if (seq !== this.events.length + 1) this.problems.push(`${lastEventId} came after ${this.events.length}`)
    const end = endOf(data)
    const event = { epoch, seq, data: end ?? data, end, atMs: sharedNowMs() }
    this.#run.note(event)
    this.events.push(event)
    if (end !== undefined) this.end = event
    return end !== undefined
  }
}

/** The state that an event ends its run with; undefined where it is no end. */
function endOf(data: string): string | undefined {
  if (data === '[DONE]') return 'done'
  const { rivulet, error } = JSON.parse(data) as { rivulet?: { state?: string }; error?: { code?: string; status?: number } }
  if (rivulet?.state !== undefined) return rivulet.state
  if (error === undefined) return undefined
  if (error.code === 'relay_lost') return 'lost'
  return error.status === undefined ? 'failed' : 'refused'
}

/** The body's pieces: each puts the end of patience off, comments too. */
async function* watched(response: Response, silence: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  for await (const piece of response.body ?? []) {
    silence.refresh()
    yield piece
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
