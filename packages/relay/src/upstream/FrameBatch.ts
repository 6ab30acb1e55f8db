import { isDone, isRead, isRecord, parseRecord } from './payload.js'
import { redact } from './redact.js'

/** A reason that is there and not empty. */
const FINISHED = /"finish_reason"\s*:\s*"[^"]/g
/** What an error is told in; some gateways send `"error": null` with every answer. Quotes within an answer's text are escaped. */
const ERROR = /"error"(?!\s*:\s*null\b)|"detail"/

/** Whether a text may be the gateway's own words, which may quote a key. Those of an answer stand in its choices. */
export function mayQuote(text: string): boolean {
  return !text.includes('"choices"') || ERROR.test(text)
}

export interface FrameOptions {
  /** What must not stand in an error's words. */
  secrets: readonly string[]
  /** How many answers were asked for: so many finish reasons make the answer whole. */
  choices: number
}

/** Makes frames of what an event stream consists of, and notes what decides how it ended. */
export class FrameBatch {
  /** `[DONE]` has come. Nothing counts after it but usage. */
  isDone = false
  /** What came was no stream, and is all there. */
  isWhole = false
  readonly #secrets: readonly string[]
  #frames: string[] = []
  #finishesLeft: number

  constructor({ secrets, choices }: FrameOptions) {
    this.#secrets = secrets
    this.#finishesLeft = choices
  }

  /** Whether the answer is there, whatever happens to the connection now. */
  get isFinished(): boolean {
    return this.isDone || this.#finishesLeft <= 0
  }

  /** Takes out the frames that have gathered. */
  takeFrames(): readonly string[] {
    const frames = this.#frames
    this.#frames = []
    return frames
  }

  /** Takes an event. Its name is `message` where it has none. */
  event(type: string, data: string): void {
    if (this.isDone) return this.#takeLate(data)
    // The relay's own words, in the mouth of somebody else: they would make a client forget what it has.
    if (type.startsWith('rivulet.')) return
    const own = data.includes('[DONE]') ? this.#beforeDone(data) : data
    if (own !== undefined) this.#push(frameOf(type, own), type === 'error')
  }

  /**
   * Takes a line that is no field of an event stream: bare JSON and a bare end as the event that they should have been, anything else as it came.
   * @param isCut whether the end of the bytes ended it
   */
  line(line: string, isCut: boolean): void {
    if (isRead(line) && !line.startsWith('error:')) {
      if (!isCut || isDone(line) || parseRecord(line)) this.event('message', line)
    } else if (!this.isDone) this.#push(line, true)
  }

  /** What of an event's data is no end. Where a blank line is missing, the last chunk stands in the same event. */
  #beforeDone(data: string): string | undefined {
    const lines = data.split('\n')
    const done = lines.findIndex(isDone)
    if (done === -1) return data
    this.isDone = true
    return done === 0 ? undefined : lines.slice(0, done).join('\n')
  }

  #push(frame: string, isError: boolean): void {
    this.#finishesLeft -= frame.match(FINISHED)?.length ?? 0
    this.#frames.push(isError || mayQuote(frame) ? redact(frame, this.#secrets) : frame)
  }

  /** Of an event after `[DONE]` its usage counts, and comes before the end that the relay will write. */
  #takeLate(data: string): void {
    const { usage, x_groq: groq } = parseRecord(data) ?? {}
    const late = usage ?? (isRecord(groq) ? groq['usage'] : undefined)
    if (late) this.#push(frameOf('message', JSON.stringify({ choices: [], usage: late })), false)
  }
}

/** An event without its id and blank line. */
export function frameOf(type: string, data: string): string {
  const lines = data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data
  return `${type === 'message' ? '' : `event: ${type}\n`}data: ${lines}`
}
