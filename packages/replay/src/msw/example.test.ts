import { readFile } from 'node:fs/promises'
import { createChatClient } from '@rivulet/core'
import { parseRecording } from '@rivulet/replay'
import { recordingHandler } from '@rivulet/replay/msw'
import '@rivulet/replay/vitest'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

const server = setupServer()
beforeAll(() => server.listen())
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

test('an expired key is renewed', async () => {
  const file = new URL(import.meta.resolve('@rivulet/replay/recordings/inferex-key-refreshed.stream.jsonl'))
  server.use(recordingHandler(parseRecording(await readFile(file, 'utf8')), { speed: 10 }))

  const keys = ['expired', 'fresh'].values()
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: () => keys.next().value })
  const result = await client.stream({ model: 'default', messages: [{ role: 'user', content: 'Write a haiku' }] }).result

  expect(result).toBeComplete({ finishReason: 'stop' })
  expect(result).toHaveText(/^Packets leave the spring/)
})
