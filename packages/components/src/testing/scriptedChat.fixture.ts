import { createChat, type Chat, type ChatOptions } from '@rivulet/chat'
import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch, type Answer, type GatewayOptions } from '@rivulet/replay'

type Script = ReturnType<Answer['write']>

/** A chat with the emulated gateway, which answers each question by `write`. As fast as it is read, unless `gateway` says otherwise. */
export function scriptedChat(
  write: (question: string) => Script,
  options: Partial<Omit<ChatOptions, 'client'>> = {},
  gateway: GatewayOptions = {},
): Chat {
  const answer: Answer = {
    name: 'scripted',
    word: '',
    title: 'Scripted',
    suits: () => true,
    write: (request) => write(questionOf(request)),
  }
  const handler = createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity, ...gateway, answers: [answer] })
  const client = createChatClient({
    baseURL: 'https://gateway.example/v1',
    apiKey: 'sk-test',
    fetch: toFetch(handler),
    retry: { maxRetries: 0 },
  })
  return createChat({ model: 'default', ...options, client })
}

/** What was asked last. */
function questionOf({ messages }: Parameters<Answer['write']>[0]): string {
  return messages.findLast(({ role }) => role === 'user')?.text ?? ''
}
