import { createAccumulator, parseChatStream } from '@rivulet/core'
import { OURS } from '../budgets.ts'
import type { MessageReader, Peer } from './Reader.ts'
import { peer as ours } from './rivulet.ts'

/** Ours with the mistake that costs most and shows least: the text so far is looked at after each delta, so that V8 copies all of it each time. */
const message: MessageReader = {
  name: OURS,
  async read(wire) {
    const accumulator = createAccumulator()
    let last = 0
    for await (const chunk of parseChatStream(wire.stream())) {
      accumulator.push(chunk)
      const text = accumulator.completion.choices[0]?.message.content ?? ''
      last = text.charCodeAt(text.length - 1)
    }
    const answer = accumulator.completion.choices[0]?.message
    if (Number.isNaN(last) && answer?.content) throw new Error('A text that is there has a last character.')
    const call = answer?.tool_calls?.[0]
    return { text: answer?.content ?? '', args: call?.type === 'function' ? call.function.arguments : undefined }
  },
}

export const peer: Peer = { ...ours, messages: [message] }
