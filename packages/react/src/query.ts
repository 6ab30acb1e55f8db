'use client'
import type { SendOptions } from '@rivulet/chat'
import { isChatError, type ChatClient, type ContentPart, type Model } from '@rivulet/core'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useChat } from './ChatProvider.js'

/** What `useQuery` and its like take to show a gateway's models. */
export interface ModelsOptions {
  queryKey: readonly ['rivulet', 'models', baseURL: string]
  queryFn: (context: { signal: AbortSignal }) => Promise<Model[]>
  staleTime: number
  networkMode: 'always'
  retry: (failures: number, error: unknown) => boolean
}

const STALE_MS = 5 * 60_000

/**
 * TanStack Query's options for the models that a gateway offers: `useQuery(modelsOptions(client))`. Kept for five minutes; a failure is a
 * `ChatError`, tried again twice where that may help. A gateway on this machine answers without a network, so the query never pauses.
 */
export function modelsOptions(client: ChatClient): ModelsOptions {
  return {
    queryKey: ['rivulet', 'models', client.baseURL],
    queryFn: ({ signal }) => client.models({ signal }),
    staleTime: STALE_MS,
    networkMode: 'always',
    retry: (failures, error) => failures < 2 && isChatError(error) && error.retryable,
  }
}

/** What {@link useSendMessage} sends: a text, or content with options. */
export type Sending = string | ({ content: string | ContentPart[] } & SendOptions)

/**
 * `send` of the provided chat as a mutation, for TanStack Query's devtools, `useIsMutating` and global callbacks. It resolves when the
 * message was accepted, and never pauses or retries by itself: how the answer ends is told on its message.
 */
export function useSendMessage(): UseMutationResult<void, Error, Sending> {
  const chat = useChat()
  return useMutation({
    mutationKey: ['rivulet', 'send', chat.id],
    mutationFn: (sending: Sending) => {
      const { content, ...options } = typeof sending === 'string' ? { content: sending } : sending
      return chat.send(content, options)
    },
    networkMode: 'always',
    retry: false,
  })
}
