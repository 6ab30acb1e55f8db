// assistant-ui leaves it to the application to read a gateway: here eventsource-parser does, and writes into its stream.
import {
  AssistantMessageAccumulator,
  createAssistantStream,
  createAssistantStreamResponse,
  DataStreamDecoder,
  type AssistantMessage,
  type AssistantStream,
  type AssistantStreamController,
  type ToolCallStreamController,
} from 'assistant-stream'
import { parsePartialJsonObject, SSEEventDecoder } from 'assistant-stream/utils'
import { createWire, eachRead, type Wire } from '../Wire.ts'
import { readEach } from './eventsourceParser.ts'
import type { MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
import { readersOf, type AnyChunk } from './sinks.ts'
import { TOOL_NAME } from './tool.ts'

const NAME = 'assistant-stream'

/** Its reader of events, with which it reads its own streams. */
const { chunks } = readersOf(`${NAME}, SSEEventDecoder`, (wire, take) => {
  const decoder = new TextDecoder()
  const events = new SSEEventDecoder()
  return eachRead(wire.stream(), (bytes) => {
    for (const { data } of events.push(decoder.decode(bytes, { stream: true }))) if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
  })
})

const answerFrom = (wire: Wire) => async (controller: AssistantStreamController) => {
  let call: ToolCallStreamController | undefined
  await readEach(wire, ({ choices }) => {
    const delta = choices[0]?.delta
    if (delta?.content) controller.appendText(delta.content)
    const args = delta?.tool_calls?.[0]?.function?.arguments
    if (args === undefined) return
    call ??= controller.addToolCallPart(TOOL_NAME)
    call.argsText.append(args)
  })
  call?.argsText.close()
  call?.close()
}

async function messageOf(stream: AssistantStream): Promise<MessageSeen> {
  let message: AssistantMessage | undefined
  await eachRead(stream.pipeThrough(new AssistantMessageAccumulator()), (next) => (message = next))
  const parts = message?.parts ?? []
  return {
    text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    args: parts.find((part) => part.type === 'tool-call')?.argsText,
  }
}

const whole: MessageReader = {
  name: NAME,
  read: (wire) => messageOf(createAssistantStream(answerFrom(wire))),
}

const clientHalf: MessageReader = {
  name: `${NAME}, its client half`,
  async prepare(reads) {
    const recorded: Uint8Array<ArrayBuffer>[] = []
    const { body } = createAssistantStreamResponse(answerFrom(createWire(reads)))
    if (body) await eachRead(body, (bytes) => recorded.push(bytes))
    return recorded
  },
  read: (wire) => messageOf(wire.stream().pipeThrough(new DataStreamDecoder())),
}

const partial: PartialReader = { name: NAME, parse: (text) => parsePartialJsonObject(text) }

export const peer: Peer = { chunks: [chunks], messages: [whole, clientHalf], partials: [partial] }
