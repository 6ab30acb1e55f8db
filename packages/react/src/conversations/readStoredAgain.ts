import { storageName, type ConversationStorage } from '@rivulet/chat'
import { skipToken, type Query, type QueryClient } from '@tanstack/react-query'

/**
 * Makes what the cache shows of a storage true again after conversation `id` changed; undefined: any may have. It is not `invalidateQueries`,
 * which leaves static queries as they are.
 */
export function readStoredAgain(client: QueryClient, storage: ConversationStorage, id?: string): void {
  const cache = client.getQueryCache()
  for (const query of cache.findAll({ predicate: ({ queryKey }) => isOf(queryKey, storageName(storage), id) })) {
    const isObserved = query.getObserversCount() > 0
    // One that is switched off shows what was read before. One that nobody observes and that is being read may be what a component waits for in Suspense.
    const isShown = query.isActive() || (query.state.data !== undefined && query.options.queryFn !== skipToken)
    if (isObserved ? isShown : query.state.fetchStatus === 'fetching') void readAgain(query)
    else if (!isObserved) cache.remove(query)
  }
}

/** The name of the storage stands last in a key, behind the conversation's id. */
function isOf(key: readonly unknown[], name: string, id: string | undefined): boolean {
  if (key[0] !== 'rivulet' || key.at(-1) !== name) return false
  if (key[1] === 'conversations') return key.length === 3
  return key[1] === 'conversation' && key.length === 4 && (id === undefined || key[2] === id)
}

async function readAgain(query: Query): Promise<void> {
  const read = () => query.fetch(undefined, { cancelRefetch: true }).catch(() => {})
  // The first read of a query is never cancelled, and it may have begun before the change.
  const isFirst = query.state.data === undefined && query.state.fetchStatus === 'fetching'
  await read()
  if (isFirst) await read()
}
