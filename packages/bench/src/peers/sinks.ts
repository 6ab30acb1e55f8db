import type { Wire } from '../Wire.ts'
import type { ChunksReader, ChunksSeen, MessageReader, MessageSeen } from './Reader.ts'

/** A chunk in the words that every implementation's type of it has. */
export interface AnyChunk {
  choices: readonly {
    delta: { content?: string | null; tool_calls?: readonly { function?: { arguments?: string } }[] }
    finish_reason?: string | null
  }[]
  usage?: object | null
}

/** Looks at chunks as an application would, so that none of them comes for nothing. */
export function createChunksSink() {
  const seen: ChunksSeen = { text: '', finishReason: undefined, hasUsage: false }
  const take = ({ choices, usage }: AnyChunk) => {
    const choice = choices[0]
    if (choice?.delta.content) seen.text += choice.delta.content
    if (choice?.finish_reason) seen.finishReason = choice.finish_reason
    if (usage) seen.hasUsage = true
  }
  return { seen, take }
}

/** Appends what each chunk brings, and keeps nothing else. */
export function createMessageSink(hasTool: boolean) {
  const seen: MessageSeen = { text: '', args: hasTool ? '' : undefined }
  const take = ({ choices }: AnyChunk) => {
    const delta = choices[0]?.delta
    if (delta?.content) seen.text += delta.content
    if (delta?.tool_calls) seen.args += delta.tool_calls[0]?.function?.arguments ?? ''
  }
  return { seen, take }
}

/** The readers of one that hands over each chunk, and leaves to the application what becomes of it. */
export function readersOf(
  name: string,
  readEach: (wire: Wire, take: (chunk: AnyChunk) => void) => Promise<void>,
): { chunks: ChunksReader; message: MessageReader } {
  return {
    chunks: {
      name,
      async read(wire) {
        const { seen, take } = createChunksSink()
        await readEach(wire, take)
        return seen
      },
    },
    message: {
      name,
      async read(wire, hasTool) {
        const { seen, take } = createMessageSink(hasTool)
        await readEach(wire, take)
        return seen
      },
    },
  }
}
