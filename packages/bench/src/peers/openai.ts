import OpenAI from 'openai'
import { partialParse } from 'openai/_vendor/partial-json-parser/parser'
import type { Wire } from '../Wire.ts'
import type { ChunksReader, MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
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

const message: MessageReader = { name: NAME, read: (wire, hasTool) => readMessage(wire, hasTool, false) }

/** It parses the arguments while they come for such tools alone: at every delta up to 1 KB, and from there on once they have grown by half, by 1 KB at least. */
const strict: MessageReader = {
  name: `${NAME}, the tool strict`,
  needsTool: true,
  read: (wire, hasTool) => readMessage(wire, hasTool, true),
}

async function readMessage(wire: Wire, hasTool: boolean, isStrict: boolean): Promise<MessageSeen> {
  const tool = { type: 'function' as const, function: { name: TOOL_NAME, parameters: TOOL_SCHEMA, ...(isStrict && { strict: true }) } }
  const stream = clientOf(wire).chat.completions.stream({ model: 'm', messages: [], ...(hasTool && { tools: [tool] }) })
  const { choices } = await stream.finalChatCompletion()
  const answer = choices[0]?.message
  const call = answer?.tool_calls?.[0]
  const called = call?.type === 'function' ? call.function : undefined
  if (isStrict && hasTool && !called?.parsed_arguments) throw new Error(`${NAME} did not parse the arguments.`)
  return { text: answer?.content ?? '', args: called?.arguments }
}

/** Its parser alone, at every delta, as others use theirs; its own stream uses it less often. */
const partial: PartialReader = { name: `${NAME}'s parser`, parse: (text) => partialParse(text) as unknown }

export const peer: Peer = { chunks: [chunks], messages: [message, strict], partials: [partial] }
