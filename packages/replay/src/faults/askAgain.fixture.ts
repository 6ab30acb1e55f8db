import { type ChatRequestBody, type ChatResult, createChatClient } from '@rivulet/core'
import { exchangesOf, type RecordedExchange } from '../recording/exchanges.js'
import type { Recording } from '../recording/recording.js'

/** The exchanges of a recording, those together in which the client asked for the same again. */
export function questionsOf(recording: Recording): RecordedExchange[][] {
  const questions: RecordedExchange[][] = []
  for (const exchange of exchangesOf(recording)) {
    const last = questions.at(-1)
    if (last && last[0]?.request?.body === exchange.request?.body) last.push(exchange)
    else questions.push([exchange])
  }
  return questions
}

/** Asks everything that was asked when the recording was made, one after the other, as the real client does. */
export async function askAgain(recording: Recording, fetch: typeof globalThis.fetch): Promise<ChatResult[]> {
  const client = createChatClient({
    baseURL: 'https://gateway.example/v1',
    apiKey: () => 'a-key',
    fetch,
    // One more than it makes by itself, since a recording may have used those up.
    retry: { maxRetries: 3 },
  })
  const results: ChatResult[] = []
  for (const [first] of questionsOf(recording)) {
    results.push(await client.stream(JSON.parse(first?.request?.body ?? '{}') as ChatRequestBody).result)
  }
  return results
}

/** Everything that was said, in the order in which it was said, for each choice. */
export function said({ completion }: ChatResult): string[] {
  return completion.choices.flatMap(({ message }) => {
    const { content, reasoning_content: reasoning, refusal, tool_calls: calls = [] } = message
    const args = calls.map((call) => (call.type === 'function' ? call.function.arguments : ''))
    return [reasoning, content, refusal, ...args].map((text) => text ?? '')
  })
}
