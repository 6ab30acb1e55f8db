import { applyFaults, type FaultOptions } from '../faults/applyFaults.js'
import type { ServedExchange } from '../faults/fault.js'
import type { RecordedExchange } from './exchanges.js'
import { RecordingError } from './recordingError.js'

/** What one request is answered with. */
export interface PickedExchange {
  /** Its place among the exchanges of the recording. */
  readonly index: number
  readonly exchange: RecordedExchange
  /** What is served of it, with the faults in it; undefined where there was no response. */
  readonly answer: ServedExchange | undefined
}

/** The exchange with the faults that strike request number `request` (from 1). */
export function withFaults(exchange: RecordedExchange, index: number, options: FaultOptions, request: number): PickedExchange {
  return { index, exchange, answer: exchange.answer && applyFaults(exchange.answer, options, request) }
}

/** The arguments of a `fetch`. */
export type FetchArguments = Parameters<typeof fetch>

/**
 * Creates what chooses the answer to each request: the n-th exchange for the n-th, except where a fault kept an exchange from its caller. After
 * an interception, and after a broken answer when the same is asked again, the same exchange is due, so that a retry is never given the
 * answer to a later question. Where the recorded client asked again too, its next exchange is that answer.
 * @throws RecordingError `exhausted` when the recording holds no further exchange.
 */
export function createPicker(
  exchanges: readonly RecordedExchange[],
  options: FaultOptions,
): (...asked: FetchArguments) => Promise<PickedExchange> {
  let requests = 0
  let last: (PickedExchange & { readonly asked: string }) | undefined

  const pick = (asked: string): PickedExchange => {
    requests += 1
    const { withheld } = last?.answer ?? {}
    const isAgain = withheld === 'intercepted' || (withheld === 'broken' && last?.asked === asked && !isRepeated(last.index))
    const index = last ? last.index + (isAgain ? 0 : 1) : 0
    const exchange = exchanges[index]
    if (!exchange) {
      throw new RecordingError(
        'exhausted',
        `The recording holds ${exchanges.length} exchange(s) and this is request ${requests}. Record the further request too, or make fewer.`,
      )
    }
    const picked = withFaults(exchange, index, options, requests)
    last = { ...picked, asked }
    return picked
  }

  const isRepeated = (index: number) => {
    const [one, next] = exchanges.slice(index, index + 2)
    return one?.request?.body === next?.request?.body
  }

  return async (input, init) => {
    const asked = input instanceof Request && init?.body === undefined ? input.clone().text() : init?.body
    // Nothing is waited for where it can be helped: requests are answered in the order in which they are made.
    return pick(asked instanceof Promise ? await asked : typeof asked === 'string' ? asked : '')
  }
}
