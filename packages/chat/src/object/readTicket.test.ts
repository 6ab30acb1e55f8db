// The example of the README, run against the emulated gateway.
import { readFileSync } from 'node:fs'
import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch, type Answer } from '@rivulet/replay'
import { expect, it } from 'vitest'
import type { DeepPartial } from '../index.js'
import { readTicket } from './readTicket.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('is the example of the README', () => {
  const [, section = ''] = /\n## Structured output\n([\s\S]*?)(?=\n## |$)/.exec(read('../../README.md')) ?? []
  const [, example] = /```ts\n([\s\S]*?)```/.exec(section) ?? []
  expect(example).toBe(read('readTicket.fixture.ts'))
})

function clientThatSays(...content: string[]) {
  const answer: Answer = { name: 'ticket', word: '', title: 'Ticket', write: () => ({ content }) }
  const fetch = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 20, answers: [answer] }))
  return createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch })
}

it('shows a ticket while it is written, and gives it whole', async () => {
  const shown: DeepPartial<object>[] = []
  const client = clientThatSays('{"subject":"No pow', 'er","urgency":"high","st', 'eps":["Check the fuse."]}')
  const ticket = await readTicket(client, 'The lights are out!', (object) => shown.push(object))
  expect(ticket).toEqual({ subject: 'No power', urgency: 'high', steps: ['Check the fuse.'] })
  expect(shown).toContainEqual({ subject: 'No pow' })
  expect(shown).toContainEqual({ subject: 'No power', urgency: 'high' })
})

it('throws why there is none', async () => {
  const refused = readTicket(clientThatSays('{"subject":"Hi","urgency":"medium","steps":[]}'), 'Hi', () => {})
  await expect(refused).rejects.toMatchObject({ name: 'ObjectStreamError', code: 'schema', issues: [{ path: ['urgency'] }] })
})
