import OpenAI from 'openai'
import { partialParse } from 'openai/_vendor/partial-json-parser/parser'
import type { Wire } from '../Wire.ts'
import type { ChunksReader, MessageReader, PartialReader, Peer } from './Reader.ts'
import { createChunksSink } from './sinks.ts'
import { TOOL_NAME, TOOL_SCHEMA } from './tool.ts'

const NAME = 'openai-node'

const clientOf = (wire: Wire) => new OpenAI({ apiKey: 'none', baseURL: 'http://gateway.test/v1', maxRetries: 0, fetch: wire.fetch })

const chunks: ChunksReader = {
  name: NAME,
  async read(wire) {
    const { seen, take } = createChunksSink()
    const stream = await clientOf(wire).chat.completions.create({ model: 'm', messages: [], stream: true })
    for await (const chunk of stream) take(chunk)
    return seen
  },
}

const message: MessageReader = {
  name: NAME,
  async read(wire, hasTool) {
    const tools = hasTool ? [{ type: 'function' as const, function: { name: TOOL_NAME, parameters: TOOL_SCHEMA } }] : undefined
    const stream = clientOf(wire).chat.completions.stream({ model: 'm', messages: [], ...(tools && { tools }) })
    const { choices } = await stream.finalChatCompletion()
    const answer = choices[0]?.message
    const call = answer?.tool_calls?.[0]
    return { text: answer?.content ?? '', args: call?.type === 'function' ? call.function.arguments : undefined }
  },
}

/** What its `stream()` parses `parsed_arguments` with, at every delta. */
const partial: PartialReader = { name: NAME, parse: (text) => partialParse(text) as unknown }

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [partial] }
