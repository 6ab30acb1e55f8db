import type { Document } from '../documents/Writer.ts'

/** Something that reads markdown while it grows. */
export interface Engine {
  readonly name: string
  /** Whether it reads the whole text anew each time: then a few appends tell what one costs. */
  readonly rereads: boolean
  /** A text that has grown to `beginning` already. */
  start(beginning: string): Growing
}

export interface Growing {
  append(text: string): void
  /** Characters looked at so far, where the engine counts them. */
  readonly work?: number
  /** Ends the text. @throws where it was read as something else than the document. */
  finish(document: Document): void
}

/** Characters that come at once. */
export const STEP = 64

/** `text` from one place to another in the pieces that it comes in. */
export function* stepsOf(text: string, from: number, to: number): Generator<string> {
  for (let at = from; at < to; at += STEP) yield text.slice(at, Math.min(to, at + STEP))
}
