// The example of the README, run against a gateway that says one piece at a time.
import { readFileSync } from 'node:fs'
import { createChatClient } from '@rivulet/core'
import { expect, it } from 'vitest'
import type { DeepPartial } from '../index.js'
import { readTicket, type Ticket } from './readTicket.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('is the example of the README', () => {
  const [, section = ''] = /\n## Structured output\n([\s\S]*?)(?=\n## |$)/.exec(read('../../README.md')) ?? []
  const [, example] = /```ts\n([\s\S]*?)```/.exec(section) ?? []
  expect(example).toBe(read('readTicket.fixture.ts'))
})

/** A client, and what has its gateway say the next piece. */
function dictated() {
  const { readable, writable } = new TransformStream<string, string>()
  const writer = writable.getWriter()
  const send = (data: string) => writer.write(`data: ${data}\n\n`)
  const body = readable.pipeThrough(new TextEncoderStream())
  const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  return {
    client: createChatClient({ baseURL: 'https://gateway.example/v1', fetch }),
    say: (content: string) => send(JSON.stringify({ choices: [{ index: 0, delta: { content } }] })),
    end: async () => {
      await send('[DONE]')
      await writer.close()
    },
  }
}

it('shows a ticket while it is written, and gives it whole', async () => {
  const shown: DeepPartial<Ticket>[] = []
  const { client, say, end } = dictated()
  const ticket = readTicket(client, 'The lights are out!', (object) => shown.push(object))
  void say('{"subject":"No pow')
  await expect.poll(() => shown.at(-1)).toEqual({ subject: 'No pow' })
  void say('er","urgency":"high","st')
  await expect.poll(() => shown.at(-1)).toEqual({ subject: 'No power', urgency: 'high' })
  void say('eps":["Check the fuse."]}')
  void end()
  expect(await ticket).toEqual({ subject: 'No power', urgency: 'high', steps: ['Check the fuse.'] })
})

it('throws why there is none', async () => {
  const { client, say, end } = dictated()
  const ticket = readTicket(client, 'Hi', () => {})
  void say('{"subject":"Hi","urgency":"medium","steps":[]}')
  void end()
  await expect(ticket).rejects.toMatchObject({ name: 'ObjectStreamError', code: 'schema', issues: [{ path: ['urgency'] }] })
})
