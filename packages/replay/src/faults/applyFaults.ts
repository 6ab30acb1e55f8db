import { seededRandom } from '../seededRandom.js'
import { withHeader } from './editReads.js'
import type { Fault, ServedExchange } from './fault.js'

/** Which faults strike, and how their random choices begin. */
export interface FaultOptions {
  /** What goes wrong, applied from left to right. @defaultValue none */
  readonly faults?: readonly Fault[] | undefined
  /** The same seed gives the same faults, byte for byte. @defaultValue 1 */
  readonly seed?: number | undefined
}

/**
 * The exchange as it is served with all faults in it.
 * @param request - which request this is, counted from 1: some faults strike only the first.
 */
export function applyFaults(exchange: ServedExchange, { faults = [], seed = 1 }: FaultOptions, request: number): ServedExchange {
  const active = faults.map((fault, index) => ({ fault, index })).filter(({ fault }) => request <= fault.times)
  if (active.length === 0) return exchange
  return active.reduce(
    (served, { fault: { name, params, apply }, index }) => {
      const from = params['seed'] === undefined ? `${seed}/${index}` : params['seed']
      return apply(served, seededRandom(`${from}/${name}/${request}`))
    },
    // The length that a header tells is that of the body as it was.
    withHeader(exchange, 'content-length', null),
  )
}
