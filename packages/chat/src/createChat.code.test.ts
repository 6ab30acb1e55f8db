// A page whose connection is gone when the code that runs tools is to be loaded.
import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'
import { expect, it, vi } from 'vitest'
import { createChat, defineTool } from './index.js'

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
