import { readFile } from 'node:fs/promises'
import { createChatClient } from '@rivulet/core'
import { parseRecording } from '@rivulet/replay'
import { playRecording } from '@rivulet/replay/vitest'
import { expect, test } from 'vitest'

test('what came is kept when the reader stops', async () => {
  const file = new URL(import.meta.resolve('@rivulet/replay/recordings/inferex-prose.stream.jsonl'))
  const { fetch, playUntil } = playRecording(parseRecording(await readFile(file, 'utf8')))
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', fetch })

  const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: 'Write some prose' }] })
  const { result } = stream
  await playUntil(5)
  await stream.stop()

  expect(await result).toBeStopped()
  expect(await result).toHaveText('Rain that falls on the')
})
