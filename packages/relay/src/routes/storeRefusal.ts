import { Refusal } from '../guard/Refusal.js'
import { StoreFullError } from '../store/StoreFullError.js'

/**
 * What a caller learns when the store fails.
 *
 * @param effect What that means for what was asked: a sentence.
 */
export function storeRefusal(error: unknown, effect: string): Refusal {
  const [code, what] =
    error instanceof StoreFullError
      ? ['store_full', 'The relay keeps as many runs as it may.']
      : ['store_unavailable', 'The relay cannot reach its store.']
  return new Refusal(503, code, `${what} ${effect} Try again in a moment.`, { 'retry-after': '1' })
}

/** Of a stop that the store did not answer. */
export const UNKNOWN = 'Whether the run was stopped is not known.'

/** What the store answers. @throws {@link Refusal} 503 `store_full`, `store_unavailable`. */
export async function orRefuse<Value>(answer: Promise<Value>, effect: string): Promise<Value> {
  try {
    return await answer
  } catch (error) {
    throw storeRefusal(error, effect)
  }
}
