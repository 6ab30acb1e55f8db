import { createChatClient } from '@rivulet/core'
import { expect, it } from 'vitest'
import {
  createGateway,
  fakeClock,
  formatRecording,
  parseRecording,
  record,
  type RecordingEntry,
  type RecordingEvent,
  replay,
  toFetch,
} from './index.js'

it('answers, records and replays in a browser', async () => {
  const clock = fakeClock()
  const entries: RecordingEntry[] = []
  const fetch = record(toFetch(createGateway({ dialect: 'infery', clock })), (entry) => entries.push(entry), { clock })
  const ask = (through: typeof fetch) => {
    const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: through })
    return clock.until(client.stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'emoji' }] }).result)
  }
  const answered = await ask(fetch)
  expect(answered.ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })

  const [header, ...events] = entries
  const text = formatRecording({ header: header as { rivulet: 1 }, events: events as RecordingEvent[] })
  const replayed = await ask(replay(parseRecording(text), { clock }))
  expect(replayed.completion).toEqual(answered.completion)
  expect(replayed.cost).toEqual({ amount: 2, unit: 'credits' })
})
