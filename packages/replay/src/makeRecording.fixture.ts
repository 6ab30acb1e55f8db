import { type ChatStream, createChatClient } from '@rivulet/core'
import { fakeClock } from './fakeClock.js'
import { createGateway } from './gateway/createGateway.js'
import { dialectShape } from './gateway/dialects.js'
import { record } from './recording/record.js'
import { formatEntry } from './recording/recording.js'
import type { RecordingScenario } from './recordings.js'
import { toFetch } from './toFetch.js'

/**
 * The text of one recording of the package: the gateway's answer to the real client, on a clock that makes every time in it the same
 * each time it is made.
 */
export async function makeRecording({ name, title, gateway, request, stoppedAfterChunks }: RecordingScenario): Promise<string> {
  const clock = fakeClock()
  let text = ''
  const recorded = record(
    toFetch(createGateway({ ...gateway, clock })),
    (entry) => {
      text += formatEntry(entry)
    },
    { label: title, gateway: gateway.dialect, clock },
  )
  const client = createChatClient({ baseURL: `https://${gateway.dialect}.example/v1`, apiKey: `key-of-${name}`, fetch: recorded })
  const [model = 'default'] = dialectShape(gateway.dialect, gateway).models
  const stream = client.stream({ model, ...request, messages: [...request.messages] })
  await clock.until<unknown>(stoppedAfterChunks === undefined ? stream.result : stopAfter(stream, stoppedAfterChunks))
  return text
}

async function stopAfter(stream: ChatStream, chunks: number): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]()
  for (let came = 0; came < chunks; came += 1) await iterator.next()
  await stream.stop()
}
