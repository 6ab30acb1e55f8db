// A page whose connection is gone when the code that runs tools is to be loaded.
import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'
import { expect, it, vi } from 'vitest'
import { createChat, defineTool } from './index.js'
import { spokenGateway } from './spoken.fixture.js'
import { leftWaiting, mail } from './tools/waiting.fixture.js'

vi.mock('./tools/toolCode.js', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

it('says so, keeps the answer, and goes on without the results', async () => {
  const execute = vi.fn()
  const tool = defineTool({ name: 'get_weather', parameters: { type: 'object' }, validate: (value) => value, execute })
  const gateway = createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity })
  const requests: { messages: { role: string; tool_calls?: unknown }[] }[] = []
  const client = createChatClient({
    baseURL: 'https://gateway.example/v1',
    apiKey: 'a-key',
    fetch(url, init) {
      requests.push(JSON.parse(init.body as string))
      return toFetch(gateway)(url, init)
    },
  })
  const chat = createChat({ client, model: 'm', tools: [tool] })
  await chat.send('Call a tool')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  expect(chat.getSnapshot()).toMatchObject({ error: { code: 'network', message: expect.stringContaining('could not be loaded') } })
  expect(chat.getSnapshot().messages.at(-1)).toMatchObject({ state: 'done', ending: { kind: 'complete' }, wire: { tool_calls: [{}] } })
  expect(execute).not.toHaveBeenCalled()
  await chat.send('haiku')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  expect(chat.getSnapshot().error).toBeNull()
  expect(requests.at(-1)?.messages.map(({ role }) => role)).toEqual(['user', 'user'])
})

it('says so to whoever decides about a call that waited before a reload, which still waits', async () => {
  const execute = vi.fn()
  const { client, requests } = spokenGateway()
  const failed: string[] = []
  const initialMessages = leftWaiting({ a: 'awaiting-approval' })
  const chat = createChat({ client, model: 'm', tools: [mail(execute)], initialMessages, onError: ({ code }) => failed.push(code) })
  chat.approve('a')
  await expect
    .poll(() => chat.getSnapshot().error)
    .toMatchObject({ code: 'network', message: expect.stringContaining('could not be loaded') })
  expect(chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' }, messages: [{}, initialMessages[1]] })
  expect(failed).toEqual(['network'])
  await chat.send('Never mind')
  await expect.poll(() => requests).toHaveLength(1)
  expect(requests[0]?.body.messages.map(({ role }) => role)).toEqual(['user', 'user'])
  expect(chat.getMessage('answer')?.state).toBe('done')
  expect(execute).not.toHaveBeenCalled()
  await chat.stop()
})
