import { expect, test } from 'vitest'
import { readChat } from './index.js'

const sse = (...payloads: unknown[]) =>
  payloads.map((payload) => `data: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`).join('')
const delta = (content: string) => ({
  id: 'c',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
})

test('a stream becomes a completion with its ending', async () => {
  const body = sse(delta('Hel'), delta('lo'), { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }, '[DONE]')
  const { completion, ending } = await readChat(new Response(body))
  expect(completion.choices[0]?.message.content).toBe('Hello')
  expect(ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 })
})
