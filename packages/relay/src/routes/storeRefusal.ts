import { Refusal } from '../guard/Refusal.js'
import { StoreFullError } from '../store/StoreFullError.js'

/** What a caller learns when the store fails. */
export function storeRefusal(error: unknown): Refusal {
  const [code, what] =
    error instanceof StoreFullError
      ? ['store_full', 'The relay keeps as many runs as it may.']
      : ['store_unavailable', 'The relay cannot reach its store.']
  return new Refusal(503, code, `${what} Nothing was started. Try again in a moment.`, { 'retry-after': '1' })
}

/** What the store answers. @throws {@link Refusal} 503 `store_full`, `store_unavailable`. */
export async function orRefuse<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer
  } catch (error) {
    throw storeRefusal(error)
  }
}
