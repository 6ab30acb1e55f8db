'use client'
import type { ContentPart, SendOptions } from '@rivulet/chat'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useChat } from './ChatProvider.js'

/** What {@link useSendMessage} sends: a text, or `content` with options. */
export type SendVariables = string | ({ content: string | ContentPart[] } & SendOptions)

/**
 * `send` of the provided chat as a mutation, for TanStack Query's devtools, `useIsMutating` and global callbacks. It resolves when the
 * message was accepted, and never pauses or retries by itself: how the answer ends is told on its message.
 */
export function useSendMessage(): UseMutationResult<void, Error, SendVariables> {
  const chat = useChat()
  return useMutation({
    mutationKey: ['rivulet', 'send', chat.id],
    mutationFn: (variables: SendVariables) => {
      const { content, ...options } = typeof variables === 'string' ? { content: variables } : variables
      return chat.send(content, options)
    },
    networkMode: 'always',
    retry: false,
  })
}
