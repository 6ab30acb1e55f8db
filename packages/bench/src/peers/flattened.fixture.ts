import { createChatClient } from '@rivulet/core'
import { OURS } from '../budgets.ts'
import type { MessageReader, Peer } from './Reader.ts'
import { peer as ours } from './rivulet.ts'

/** Ours with the mistake that costs most and shows least: the text so far is looked at after each delta, so that V8 copies all of it each time. */
const message: MessageReader = {
  name: OURS,
  async read(wire) {
    const client = createChatClient({ baseURL: 'http://gateway.test/v1', fetch: wire.fetch })
    const stream = client.stream({ model: 'm', messages: [{ role: 'user', content: 'hi' }] })
    let last = 0
    for await (const { choices } of stream) {
      if (choices.length === 0) continue
      const text = stream.completion.choices[0]?.message.content ?? ''
      last = text.charCodeAt(text.length - 1)
    }
    const answer = stream.completion.choices[0]?.message
    if (Number.isNaN(last) && answer?.content) throw new Error('A text that is there has a last character.')
    const call = answer?.tool_calls?.[0]
    return { text: answer?.content ?? '', args: call?.type === 'function' ? call.function.arguments : undefined }
  },
}

export const peer: Peer = { ...ours, messages: ours.messages.map((reader) => (reader.name === OURS ? message : reader)) }
