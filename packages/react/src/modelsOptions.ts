import type { ChatClient, ChatError, Model } from '@rivulet/core'
import { queryOptions, type DataTag, type UnusedSkipTokenOptions } from '@tanstack/react-query'

/** The key under which a gateway's models stand. */
export type ModelsKey = readonly ['rivulet', 'models', baseURL: string]

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and their like take to have a gateway's models. */
export type ModelsOptions = UnusedSkipTokenOptions<Model[], ChatError, Model[], ModelsKey> & {
  /** Knows what the query gives, so that `getQueryData` does. */
  queryKey: DataTag<ModelsKey, Model[], ChatError>
}

/**
 * TanStack Query's options for the models that a gateway offers: `useQuery(modelsOptions(client))`. They are fetched once and never stale; a
 * failure is a `ChatError`, tried again twice where that may help. A gateway on this machine answers without a network, so the query never pauses.
 *
 * They stand under the client's `baseURL`: users of one gateway who may see different models need a `QueryClient` each.
 */
export function modelsOptions(client: ChatClient): ModelsOptions {
  return queryOptions<Model[], ChatError, Model[], ModelsKey>({
    queryKey: ['rivulet', 'models', client.baseURL],
    queryFn: ({ signal }) => client.models({ signal }),
    staleTime: 'static',
    networkMode: 'always',
    retry: (failures, error) => failures < 2 && error.retryable,
  })
}
