import type { Entry } from '../store/RunStore.js'
import type { Cursor } from './Cursor.js'
import { drawEnd, drawReset } from './endings.js'
import type { Beating } from './Pulse.js'
import type { RunView } from './RunView.js'

/** As many frames as go out as one chunk: enough that a reader who catches up does so in few, few enough that others are served in between. */
const CHUNK_FRAMES = 256
/** A chunk is at its end with the frame that reaches this, in UTF-16 units: a reader that stalls leaves a chunk or two behind in the server's memory. */
const CHUNK_CHARS = 65_536
/** However much comes, a reader has so long to take the next chunk: a whole answer may come in one read, before anybody could. */
const MIN_STALL_MS = 1000

/** What a reader needs of its relay. */
export interface ReaderOptions {
  /** What the reader has: it goes on behind that. */
  cursor: Cursor
  /** Whether a reset may be sent: a caller who began the run did not ask to resume, and is cut instead. */
  mayReset: boolean
  pingMs: number
  /** A reader that takes nothing for so long, although something is there, is dropped. */
  stallMs: number
  /** A reader that takes nothing while so much text comes is dropped, in UTF-16 units. */
  lagChars: number
  /** Reads older entries than the view holds. */
  readOlder: (id: string, after: number) => Promise<Entry[]>
  /** Called once, when it ends in whichever way. */
  onClose: (dropped: boolean) => void
}

const encoder = new TextEncoder()

/**
 * One reader of a run, as the source of a `ReadableStream`. It holds a place in the run and no text: a slow reader costs what its place costs,
 * and reads the log again at its own pace. Everything there is goes out as one chunk each time the stream has room.
 */
export class Reader implements UnderlyingDefaultSource<Uint8Array>, Beating {
  readonly #view: RunView
  readonly #options: ReaderOptions
  #epoch: number
  #seq: number
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #unsubscribe: () => void = ignore
  #closed = false
  #isAdvancing = false
  #readingOlder = false
  #couldNotRead = false
  #isDegraded = false
  #lastOutMs = performance.now()
  /** Of the view, when something was last taken. */
  #charsSeen: number

  constructor(view: RunView, options: ReaderOptions) {
    this.#view = view
    this.#options = options
    this.#epoch = options.cursor.epoch
    this.#seq = options.cursor.seq
    this.#charsSeen = view.chars
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller
    this.#unsubscribe = this.#view.subscribe(() => this.#advance())
    this.#advance()
    // Servers keep the head back until the body begins.
    if (!this.#closed && this.#hasRoom()) this.#send(': ping\n\n')
  }

  pull(): void {
    this.#charsSeen = this.#view.chars
    this.#advance()
  }

  cancel(): void {
    this.#close()
  }

  /** Ends it from this side: the relay closes, the run goes on elsewhere or was lost. */
  leave(): void {
    if (!this.#closed) this.#drop('The relay closes.')
  }

  onPulse(nowMs: number): void {
    const silentMs = nowMs - this.#lastOutMs
    if (this.#hasRoom()) {
      if (silentMs < this.#options.pingMs && !this.#couldNotRead) return
      this.#couldNotRead = false
      this.#advance()
      if (silentMs < this.#options.pingMs) return
      if (!this.#closed && this.#hasRoom()) this.#send(': ping\n\n')
      return
    }
    const { last, chars } = this.#view
    const isBehind = this.#seq < last
    if (!isBehind) return
    const lags = chars - this.#charsSeen > this.#options.lagChars && silentMs > MIN_STALL_MS
    if (lags || silentMs > this.#options.stallMs) this.#drop('It reads too slowly.')
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0
  }

  /** Sends everything there is, where there is room. */
  #advance(): void {
    // A stream asks for more from within `enqueue`.
    if (this.#isAdvancing) return
    this.#isAdvancing = true
    while (!this.#closed && !this.#readingOlder && this.#hasRoom() && this.#step());
    this.#isAdvancing = false
  }

  /** Sends one chunk, or ends. False where there is nothing to do now. */
  #step(): boolean {
    const view = this.#view
    let out = ''
    if (!view.isValid({ epoch: this.#epoch, seq: this.#seq })) {
      if (!this.#options.mayReset) return this.#drop('The store lost a part of this run. Resume it to read it anew.')
      out += drawReset(view.id)
      this.#epoch = 1
      this.#seq = 0
    }
    if (view.isDegraded !== this.#isDegraded) {
      this.#isDegraded = view.isDegraded
      out += view.isDegraded ? ': rivulet degraded\n\n' : ': rivulet durable\n\n'
    }
    const holds = view.holds(this.#seq)
    if (holds) out += this.#drawFrames(view.framesAfter(this.#seq, CHUNK_FRAMES), view.frameEpoch)
    const end = view.end
    const isAtEnd = holds && end !== undefined && this.#seq >= end.first - 1
    if (isAtEnd) {
      // Whoever has the id of the end may not know how the run ended.
      out += drawEnd(end, view.id, this.#seq < end.last)
      this.#seq = end.last
    }
    if (out) this.#send(out)
    if (isAtEnd) return this.#finish()
    if (view.isGone) return this.#drop('The run is no longer in the store.')
    if (!holds) void this.#readOlder()
    return out !== ''
  }

  #drawFrames(frames: readonly string[], epoch: number): string {
    let out = ''
    for (const frame of frames) {
      out += `id: ${epoch}.${++this.#seq}\n${frame}\n\n`
      if (out.length >= CHUNK_CHARS) break
    }
    if (frames.length > 0) this.#epoch = epoch
    return out
  }

  /** Goes on with what the view no longer holds. */
  async #readOlder(): Promise<void> {
    this.#readingOlder = true
    const after = this.#seq
    const entries = await this.#options.readOlder(this.#view.id, after).catch(() => undefined)
    this.#readingOlder = false
    if (this.#closed) return
    // The store is away: the pulse, or what comes next, tries again.
    this.#couldNotRead = entries === undefined
    if (entries === undefined) return
    if (entries.length === 0 && this.#view.end) return void this.#drop('The log of this run has expired.')
    let out = ''
    for (const entry of entries) {
      if ('end' in entry) {
        // A stream that gets something asks for more at once.
        this.#isAdvancing = true
        this.#send(out + drawEnd(entry, this.#view.id))
        return void this.#finish()
      }
      const skip = this.#seq + 1 - entry.first
      if (skip < 0) break
      out += this.#drawFrames(entry.frames.slice(skip), entry.epoch)
      if (out.length >= CHUNK_CHARS) break
    }
    if (out) this.#send(out)
    else if (entries.length > 0) this.#drop('The store lost a part of this run.')
  }

  #send(text: string): void {
    this.#controller?.enqueue(encoder.encode(text))
    this.#lastOutMs = performance.now()
  }

  #finish(): false {
    if (this.#close()) this.#controller?.close()
    return false
  }

  #drop(why: string): false {
    if (this.#close(true)) this.#controller?.error(new Error(why))
    return false
  }

  #close(dropped = false): boolean {
    if (this.#closed) return false
    this.#closed = true
    this.#unsubscribe()
    this.#options.onClose(dropped)
    return true
  }
}

function ignore(): void {}
