import { createChatClient, type ChatClient, type Rules } from '@rivulet/core'

const rules: Rules = { 'think-tags': true, 'usage-elsewhere': false }

export function createThinkingClient(baseURL: string): ChatClient {
  return createChatClient({ baseURL, rules })
}
