import type { Reads, Wire } from '../Wire.ts'

/** What the chunks of an answer came to. */
export interface ChunksSeen {
  text: string
  finishReason: string | undefined
  hasUsage: boolean
}

/** An implementation that turns bytes into chunks. */
export interface ChunksReader {
  readonly name: string
  read(wire: Wire): Promise<ChunksSeen>
}

/** What a finished message holds. */
export interface MessageSeen {
  text: string
  /** The arguments of the first tool call, as JSON. */
  args: string | undefined
}

/** An implementation that turns bytes into a finished message. */
export interface MessageReader {
  readonly name: string
  /** Differs from another of the same project only where the answer calls a tool. */
  readonly needsTool?: true
  /** Turns the gateway's bytes into those that it reads, where its own server stands in between. */
  prepare?(reads: Reads, hasTool: boolean): Promise<Reads>
  /** @param hasTool whether the request offers the tool that the answer calls */
  read(wire: Wire, hasTool: boolean): Promise<MessageSeen>
}

/** An implementation that gives a value for JSON that is not whole: by following the fragments, or by parsing all the text anew each time. */
export type PartialReader = {
  readonly name: string
} & ({ follow(fragments: readonly string[]): unknown; parse?: never } | { parse(text: string): unknown; follow?: never })

/** What one project brings: readers of each kind. Each file next to this one exports such a `peer`, and can be loaded without the others. */
export interface Peer {
  readonly chunks: readonly ChunksReader[]
  readonly messages: readonly MessageReader[]
  readonly partials: readonly PartialReader[]
}
