import { expect, it } from 'vitest'
import { createChat, textOf, type ChatMessage, type ChatMessageParam } from '../index.js'
import { spokenGateway, text } from '../spoken.fixture.js'

const row = (id: string, parentId: string | null, wire: ChatMessageParam): ChatMessage => ({
  id,
  parentId,
  wire,
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 0,
})

it('an answer that was given in parts goes on with its paragraphs apart, as they were shown', async () => {
  const { client, requests } = spokenGateway()
  const content = ['Rain falls on the hill.', 'It fills'].map((part) => ({ type: 'text' as const, text: part }))
  const answer: ChatMessage = { ...row('a', 'q', { role: 'assistant', content }), ending: { kind: 'stopped' } }
  const chat = createChat({ client, model: 'm', initialMessages: [row('q', null, { role: 'user', content: 'Tell' }), answer] })
  const shown: string[] = []
  chat.subscribe(() => shown.push(textOf(chat.getMessage('a') ?? answer)))
  await chat.continueAnswer()
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say(text(' the brook.'))
  requests[0]?.done()
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  expect(textOf(chat.getMessage('a') ?? answer)).toBe('Rain falls on the hill.\nIt fills the brook.')
  expect(shown.filter((each) => !each.startsWith(textOf(answer)))).toEqual([])
})
