import { isChatError, readEvents, type ReadEventsOptions } from '@rivulet/core'
import type { AnswerBody } from './AnswerBody.js'
import { FrameBatch, type FrameOptions } from './FrameBatch.js'
import { JsonLines } from './JsonLines.js'
import { isRead, readablePart } from './payload.js'
import { sniff } from './sniff.js'
import type { OnFrames } from './Upstream.js'
import { UpstreamFailure } from './UpstreamFailure.js'

/** Longest event, in UTF-16 units: as much as the core's client reads. */
const EVENT_CHARS = 8 * 2 ** 20

export interface ReadFramesOptions extends FrameOptions {
  contentType: string
}

/** Reads a streamed answer to its end. @see UpstreamOpened.read */
export async function readFrames(body: AnswerBody, onFrames: OnFrames, options: ReadFramesOptions): Promise<'done' | 'cut'> {
  const reading = new Reading(body, onFrames, options)
  try {
    await reading.run()
  } catch (error) {
    // An answer that was finished is whole, whatever becomes of its connection: only `[DONE]` is missing.
    const isLost = error instanceof UpstreamFailure && (error.code === 'upstream_broken' || error.code === 'upstream_timeout')
    if (!isLost || !reading.batch.isFinished) throw error
  } finally {
    body.cancel()
  }
  return reading.batch.isDone || reading.batch.isWhole ? 'done' : 'cut'
}

/** Reads one body. Frames are given out when the next read is due: by then every event of the one before has been taken. */
class Reading {
  readonly batch: FrameBatch
  readonly #body: AnswerBody
  readonly #onFrames: OnFrames
  readonly #contentType: string
  #taker: FrameBatch | JsonLines
  /** Lines that are no fields, with how many events came before each. */
  #lines: [line: string, eventsBefore: number][] = []
  #takenLines = 0
  #events = 0
  /** The bytes have ended: what no line break or blank line ended comes last. */
  #atEnd = false
  /** What ended the source; the event layer would tell it in its own words. */
  #broken: { error: unknown } | undefined

  constructor(body: AnswerBody, onFrames: OnFrames, options: ReadFramesOptions) {
    this.#body = body
    this.#onFrames = onFrames
    this.#contentType = options.contentType
    this.batch = new FrameBatch(options)
    this.#taker = this.batch
  }

  async run(): Promise<void> {
    const onLine: ReadEventsOptions['onLine'] = (line, eventsBefore, dispatch) =>
      void this.#lines.push([line, isRead(line) ? dispatch() : eventsBefore])
    try {
      for await (const { type, data } of readEvents(this.#pieces(), { onLine, maxEventChars: EVENT_CHARS })) {
        this.#takeLines()
        this.#events++
        const part = this.#atEnd ? readablePart(type, data) : data
        if (part !== undefined) this.#taker.event(type, part)
      }
    } catch (error) {
      if (this.#broken) throw this.#broken.error
      await this.#flush()
      throw toFailure(error)
    }
    this.#takeLines()
    if (this.#taker instanceof JsonLines) this.#taker.end()
    await this.#flush()
  }

  async *#pieces(): AsyncGenerator<Uint8Array | string> {
    try {
      const { kind, pieces } = await sniff(this.#body, this.#contentType)
      if (kind === 'json') this.#taker = new JsonLines(this.batch)
      yield* pieces
      for (;;) {
        await this.#flush()
        const piece = await (this.batch.isDone ? this.#body.drain() : this.#body.read())
        if (!piece) break
        yield piece
      }
      this.#atEnd = true
      // An event that no blank line ended counts if it can be read.
      yield '\n\n'
    } catch (error) {
      this.#broken = { error }
      throw error
    }
  }

  async #flush(): Promise<void> {
    this.#takeLines()
    const frames = this.batch.takeFrames()
    if (frames.length > 0) await this.#onFrames(frames)
  }

  /** Takes the lines that stood before the next event. */
  #takeLines(): void {
    for (; this.#takenLines < this.#lines.length; this.#takenLines++) {
      const [line = '', eventsBefore = 0] = this.#lines[this.#takenLines] ?? []
      if (eventsBefore > this.#events) return
      this.#taker.line(line, this.#atEnd)
    }
    this.#lines = []
    this.#takenLines = 0
  }
}

function toFailure(error: unknown): unknown {
  if (!isChatError(error) || error.code !== 'limit') return error
  return new UpstreamFailure(
    'limit',
    `The gateway sent an event of more than ${EVENT_CHARS} characters. The relay reads none so long; what came before is kept. Ask for a shorter answer.`,
  )
}
