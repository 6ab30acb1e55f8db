/**
 * A store that holds no more runs: each that it has is still running. The run was not begun; the relay answers 503.
 *
 * @see {@link memoryStore} for the bounds.
 */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError'
  readonly code = 'store_full'

  constructor(bound: string) {
    super(
      `The store of runs is full (${bound}), and every run in it is still running. No run was begun. Ask again later, raise the bound, or spread the load over processes that share a Redis.`,
    )
  }
}
