import type { Chat } from '@rivulet/chat'
import { createChatClient } from '@rivulet/core'
import { useChatStream, type UseChatStreamOptions } from '@rivulet/react'
import { createGateway, toFetch, type GatewayOptions } from '@rivulet/replay'
import { useState } from 'react'

/** A chat with the emulated gateway, in the page itself: what is asked is answered as over the wire. */
export function useGatewayChat(options: Partial<UseChatStreamOptions> = {}, gateway: GatewayOptions = {}): Chat {
  const [client] = useState(() =>
    createChatClient({
      baseURL: 'https://gateway.example/v1',
      apiKey: 'sk-story',
      fetch: toFetch(createGateway({ timeToFirstTokenMs: 100, tokensPerSecond: 200, ...gateway })),
    }),
  )
  return useChatStream({ model: 'default', ...options, client, baseURL: undefined } as UseChatStreamOptions).chat
}
