import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { Chat } from '@ai-sdk/react'
import {
  createUIMessageStreamResponse,
  DefaultChatTransport,
  isStaticToolUIPart,
  jsonSchema,
  parsePartialJson,
  streamText,
  tool,
  toUIMessageStream,
  type ToolSet,
} from 'ai'
import { createWire, eachRead, type Wire } from '../Wire.ts'
import type { ChunksReader, ChunksSeen, MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
import { TOOL_NAME, TOOL_SCHEMA } from './tool.ts'

const NAME = 'AI SDK'

const modelOver = (wire: Wire) =>
  createOpenAICompatible({ name: 'gateway', baseURL: 'http://gateway.test/v1', includeUsage: true, fetch: wire.fetch }).chatModel('m')

/** Its provider alone: what the rest of it is built on. */
const chunks: ChunksReader = {
  name: NAME,
  async read(wire) {
    const seen: ChunksSeen = { text: '', finishReason: undefined, hasUsage: false }
    const { stream } = await modelOver(wire).doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] })
    await eachRead(stream, (part) => {
      if (part.type === 'error') throw part.error
      if (part.type === 'text-delta') seen.text += part.delta
      if (part.type !== 'finish') return
      seen.finishReason = part.finishReason.unified
      seen.hasUsage = part.usage.outputTokens.total !== undefined
    })
    return seen
  },
}

/** Its server half: the gateway's answer in its own protocol. */
function serve(wire: Wire, hasTool: boolean): Response {
  const tools: ToolSet = hasTool ? { [TOOL_NAME]: tool({ description: 'x', inputSchema: jsonSchema<object>(TOOL_SCHEMA) }) } : {}
  const { stream } = streamText({ model: modelOver(wire), prompt: 'hi', maxRetries: 0, tools })
  return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream }) })
}

/** Its client half without React: the chat that `useChat` makes, and looks at whenever it says that its messages are others. */
async function receive(fetch: () => Promise<Response>): Promise<MessageSeen> {
  const chat = new Chat({ transport: new DefaultChatTransport({ api: 'http://app.test/api/chat', fetch }) })
  let { messages } = chat
  chat['~registerMessagesCallback'](() => ({ messages } = chat))
  await chat.sendMessage({ text: 'hi' })
  if (chat.error) throw chat.error
  const parts = messages.at(-1)?.parts ?? []
  const call = parts.find(isStaticToolUIPart)
  return {
    text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    args: call && JSON.stringify(call.input),
  }
}

const endToEnd: MessageReader = {
  name: 'AI SDK, end to end',
  read: (wire, hasTool) => receive(() => Promise.resolve(serve(wire, hasTool))),
}

const clientHalf: MessageReader = {
  name: 'AI SDK, its client half',
  async prepare(reads, hasTool) {
    const recorded: Uint8Array<ArrayBuffer>[] = []
    const { body } = serve(createWire(reads), hasTool)
    if (body) await eachRead(body, (bytes) => recorded.push(bytes))
    return recorded
  },
  read: (wire) => receive(wire.fetch),
}

const partial: PartialReader = {
  name: NAME,
  parse: async (text) => (await parsePartialJson(text)).value,
}

export const peer: Peer = { chunks: [chunks], messages: [endToEnd, clientHalf], partials: [partial] }
