import { type ChatMessageParam, type ChatResult, createChatClient, type RetryNotice } from '@rivulet/core'
import type { Clock } from './clock.js'
import { fakeClock } from './fakeClock.js'
import { createGateway } from './gateway/createGateway.js'
import { dialectShape } from './gateway/dialects.js'
import { record } from './recording/record.js'
import { formatEntry } from './recording/recording.js'
import type { RecordingScenario } from './recordings.js'
import { toFetch } from './toFetch.js'

/** How long a tool of the caller takes. */
const TOOL_MS = 400

/**
 * The text of one recording of the package: the gateway's answer to the real client, on a clock that makes every time in it the same
 * each time it is made.
 */
export async function makeRecording(scenario: RecordingScenario): Promise<string> {
  const clock = fakeClock()
  let text = ''
  const { title, gateway } = scenario
  const fetch = record(
    toFetch(createGateway({ ...gateway, clock })),
    (entry) => {
      text += formatEntry(entry)
    },
    { label: title, gateway: gateway.dialect, clock },
  )
  await clock.until(play(scenario, fetch, clock))
  return text
}

/** Asks as the scenario says. */
async function play(
  { name, gateway, request, apiKeys, toolResults, stopped }: RecordingScenario,
  fetch: typeof globalThis.fetch,
  clock: Clock,
) {
  const keys = (apiKeys ?? [`key-of-${name}`]).values()
  const client = createChatClient({
    baseURL: `https://${gateway.dialect}.example/v1`,
    apiKey: apiKeys ? () => keys.next().value : keys.next().value,
    fetch,
  })
  const [model = 'default'] = dialectShape(gateway.dialect, gateway).models
  let messages: ChatMessageParam[] = [...request.messages]
  for (;;) {
    const stream = client.stream({ model, ...request, messages }, { onRetry: (notice) => waitOn(clock, notice) })
    if (stopped) {
      const chunks = stream[Symbol.asyncIterator]()
      for (let came = 0; came < stopped.afterChunks; came += 1) await chunks.next()
      if (stopped.afterMs !== undefined) await clock.sleep(stopped.afterMs)
      await stream.stop()
    }
    const further = resultsOf(await stream.result, toolResults)
    if (further.length === 0) return
    await clock.sleep(TOOL_MS)
    messages = [...messages, ...further]
  }
}

/** The message that calls tools, and what they answer; empty where none is called. */
function resultsOf({ completion }: ChatResult, toolResults: RecordingScenario['toolResults']): ChatMessageParam[] {
  const message = completion.choices[0]?.message
  if (!toolResults || !message?.tool_calls?.length) return []
  const results = message.tool_calls.map((call): ChatMessageParam => {
    if (call.type !== 'function' || !(call.function.name in toolResults))
      throw new Error(`The scenario has no result for the call ${call.id}.`)
    return { role: 'tool', tool_call_id: call.id, content: JSON.stringify(toolResults[call.function.name]) }
  })
  return [message, ...results]
}

/**
 * The client waits before a retry by the timer that it sets next, and a recording waits by its clock: this one timer is set on the clock.
 * Every other timer keeps its own time, which no recording shows.
 */
function waitOn(clock: Clock, { delayMs }: RetryNotice): void {
  const { setTimeout } = globalThis
  globalThis.setTimeout = ((retry: () => void, ms: number) => {
    globalThis.setTimeout = setTimeout
    if (ms !== delayMs) throw new Error('The client set another timer than that of its retry first.')
    void clock.sleep(ms).then(retry)
  }) as typeof globalThis.setTimeout
}
