import { createChatClient, type ChatClient } from '@rivulet/core'
import { createGateway, fakeClock, toFetch, type FakeClock, type GatewayExchange, type GatewayOptions } from '@rivulet/replay'
import { createChat, textOf, type Chat, type ChatMessage, type ChatOptions } from './index.js'
import { loadToolCode } from './tools/loadToolCode.js'

// Loaded here, since the time of a test does not move while it is.
await loadToolCode()

export interface Setting {
  chat: Chat
  clock: FakeClock
  client: ChatClient
  /** Bodies and keys of the requests made, in order. */
  requests: { key: string | null; body: { messages: { role: string; content: unknown }[]; [field: string]: unknown } }[]
  exchanges: GatewayExchange[]
  /** Moves time until the chat is idle. */
  settled: () => Promise<ChatMessage>
}

/** A chat over the emulated gateway, in time that the test moves; frames come every 16 ms of it. */
export function setting(
  options: Partial<ChatOptions> & Pick<GatewayOptions, 'answers'> & { dialect?: 'infery' | 'inferex'; apiKey?: string } = {},
): Setting {
  const { dialect = 'infery', apiKey, answers, ...chatOptions } = options
  const clock = fakeClock()
  const exchanges: GatewayExchange[] = []
  const requests: Setting['requests'] = []
  const gateway = toFetch(
    createGateway({ dialect, clock, apiKey, ...(answers && { answers }), onExchange: (exchange) => exchanges.push(exchange) }),
  )
  const fetch: typeof globalThis.fetch = (input, init) => {
    const body = typeof init?.body === 'string' ? init.body : '{}'
    requests.push({ key: new Headers(init?.headers).get('idempotency-key'), body: JSON.parse(body) })
    return gateway(input, init)
  }
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch, retry: { maxRetries: 0 } })
  const chat = createChat({
    client,
    model: 'gpt-4o',
    frame: (commit) => {
      const abort = new AbortController()
      clock.sleep(16, abort.signal).then(commit, () => undefined)
      return () => abort.abort()
    },
    ...chatOptions,
  })
  return {
    chat,
    clock,
    client,
    requests,
    exchanges,
    async settled() {
      await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'idle'))
      const head = chat.getSnapshot().messages.at(-1)
      if (!head) throw new Error('The chat is empty.')
      return head
    },
  }
}

/** Resolves at the first change after which `holds`. */
export function until(chat: Chat, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve()
    const leave = chat.subscribe(() => {
      if (!holds()) return
      leave()
      resolve()
    })
  })
}

export const answerOf = (chat: Chat): ChatMessage => chat.getSnapshot().messages.at(-1)!
export const growing = (chat: Chat): Promise<void> => until(chat, () => textOf(answerOf(chat)).length > 20)
