import { chatError } from './chatErrorMessages.js'

/** What a stream can be read from. Its pieces may be cut anywhere, also inside a character; a response without a body stream is read as text, in one piece. */
export type ChatSource = Response | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>

/** One read of a source. */
export type Piece = { done?: boolean | undefined; value?: Uint8Array | string | undefined }

/** A source being read. */
export interface SourceReader {
  read(): Promise<Piece>
  /** Closes the source; a read under way ends, and nobody waits for it. */
  cancel(): void
}

/** Opens whatever a source is: one method to read it, one to close it. */
export function openSource(source: ChatSource): SourceReader {
  if ('getReader' in source) {
    const reader = source.getReader()
    return { read: () => reader.read(), cancel: () => void reader.cancel().catch(ignore) }
  }
  if (Symbol.asyncIterator in source) {
    const iterator = source[Symbol.asyncIterator]()
    return { read: () => settle(() => iterator.next()), cancel: () => void settle(() => iterator.return?.()).catch(ignore) }
  }
  if (source.body) return openSource(source.body)
  // React Native's own fetch has no body stream: the answer comes in one piece. A response without a body has no text.
  let text: Promise<string> | undefined
  return {
    read: async () => (text ? { done: true } : { value: await (text = source.text()) }),
    cancel: ignore,
  }
}

/** What a call gives or throws, also at once: `for await` takes iterators written by hand so. A promise stays the same one: nothing waits longer for it. */
export function settle<Result>(call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return Promise.resolve(call())
  } catch (error) {
    return Promise.reject(error)
  }
}

const STREAM = { stream: true }

/** Turns pieces of bytes into text. A character may be cut anywhere; a BOM is kept, since only the event layer knows whether one is due. */
export class Decoder {
  /** Made for the first bytes: React Native had no `TextDecoder` before 0.85, and where a body is no stream it needs none. */
  #decoder: TextDecoder | undefined
  readonly #maxBytes: number
  #seen = 0

  /** @param maxBytes bytes after decompression, or UTF-16 units where the source gives text */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** The text of a piece, as far as the limit lets it. */
  decode(piece: Uint8Array | string): string {
    const room = this.#maxBytes - this.#seen
    this.#seen += piece.length
    if (typeof piece === 'string') return piece.slice(0, room)
    this.#decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })
    // A view of the piece is made where it is cut only: where a network cuts events into many reads, one for each shows.
    return this.#decoder.decode(room < piece.length ? piece.subarray(0, room) : piece, STREAM)
  }

  /** @throws {@link ChatError} `limit` where more came than may. Asked after the text before it was read, so that it is the same for any split. */
  check(): void {
    if (this.#seen > this.#maxBytes) throw chatError('limit', `The answer is larger than ${this.#maxBytes} bytes.`)
  }

  /** Another source begins; what the one before left of a character is dropped. Its bytes count all the same. */
  restart(): void {
    this.#decoder = undefined
  }

  /** What an unfinished character at the end of the bytes comes to. */
  end(): string {
    return this.#decoder?.decode() ?? ''
  }
}

function ignore(): void {}
