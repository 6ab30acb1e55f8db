import { chat, EventType, parsePartialJSON, toolDefinition, toServerSentEventsResponse, type UIMessage } from '@tanstack/ai'
import { ChatClient, fetchServerSentEvents } from '@tanstack/ai-client'
import { openaiCompatibleText } from '@tanstack/ai-openai/compatible'
import { createWire, eachRead, type Wire } from '../Wire.ts'
import type { ChunksReader, ChunksSeen, MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
import { TOOL_NAME, TOOL_SCHEMA } from './tool.ts'

const NAME = 'TanStack AI'

/** Its server half. */
const run = (wire: Wire, hasTool: boolean) =>
  chat({
    adapter: openaiCompatibleText('m', { apiKey: 'none', baseURL: 'http://gateway.test/v1', maxRetries: 0, fetch: wire.fetch }),
    messages: [{ role: 'user', content: 'hi' }],
    tools: hasTool ? [toolDefinition({ name: TOOL_NAME, description: 'x', inputSchema: TOOL_SCHEMA })] : [],
  })

const chunks: ChunksReader = {
  name: NAME,
  async read(wire) {
    const seen: ChunksSeen = { text: '', finishReason: undefined, hasUsage: false }
    for await (const event of run(wire, false)) {
      if (event.type === EventType.RUN_ERROR) throw new Error(event.message)
      if (event.type === EventType.TEXT_MESSAGE_CONTENT) seen.text += event.delta
      if (event.type !== EventType.RUN_FINISHED) continue
      seen.finishReason = event.metadata?.tanstack?.finishReason ?? undefined
      seen.hasUsage = event.usage !== undefined
    }
    return seen
  },
}

/** Its client half without React, as `useChat` has it. */
async function receive(fetchClient: () => Promise<Response>): Promise<MessageSeen> {
  let messages: readonly UIMessage[] = []
  const client = new ChatClient({
    connection: fetchServerSentEvents('http://app.test/api/chat', { fetchClient }),
    onMessagesChange: (next: readonly UIMessage[]) => void (messages = next),
    onError(error: Error) {
      throw error
    },
  })
  await client.sendMessage('hi')
  const parts = messages.findLast(({ role }) => role === 'assistant')?.parts ?? []
  return {
    text: parts.map((part) => (part.type === 'text' ? part.content : '')).join(''),
    args: parts.find((part) => part.type === 'tool-call')?.arguments,
  }
}

const serve = (wire: Wire, hasTool: boolean) => toServerSentEventsResponse(run(wire, hasTool))

const endToEnd: MessageReader = {
  name: `${NAME}, end to end`,
  read: (wire, hasTool) => receive(() => Promise.resolve(serve(wire, hasTool))),
}

const clientHalf: MessageReader = {
  name: `${NAME}, its client half`,
  async prepare(reads, hasTool) {
    const recorded: Uint8Array<ArrayBuffer>[] = []
    const { body } = serve(createWire(reads), hasTool)
    if (body) await eachRead(body, (bytes) => recorded.push(bytes))
    return recorded
  },
  read: (wire) => receive(wire.fetch),
}

const partial: PartialReader = { name: NAME, parse: (text) => parsePartialJSON(text) as unknown }

export const peer: Peer = { chunks: [chunks], messages: [endToEnd, clientHalf], partials: [partial] }
