import type { ChatError } from './ChatError.js'
import type { Trace } from './trace.js'
import type { ChatCompletion } from './wire/completion.js'

/**
 * How an answer ended.
 *
 * - `complete`: the gateway finished it. `finishReason` is the first one that was not empty, or null where only `[DONE]` came after content;
 *   `sawDone` tells whether `[DONE]` came, `lostEvents` counts events that could not be read: tools must not run on an answer that lost some.
 * - `stopped`: the caller stopped it, or somebody else did where a relay keeps the run (the warning `stopped-elsewhere` tells); what came is kept.
 * - `detached`: the caller left; where a relay keeps the run, it goes on.
 * - `truncated`: the bytes ended with neither a finish reason nor `[DONE]`; what came is kept.
 * - `stalled`: no byte for longer than the stall limit; `idleMs` is how long.
 * - `failed`: HTTP, network, an error in the stream, a broken protocol, a limit: `error` tells; what came is kept.
 */
export type Ending =
  | { kind: 'complete'; finishReason: string | null; sawDone: boolean; lostEvents: number }
  | { kind: 'stopped' }
  | { kind: 'detached' }
  | { kind: 'truncated' }
  | { kind: 'stalled'; idleMs: number }
  | { kind: 'failed'; error: ChatError }

/** Something that was repaired, skipped or noticed on the way. `code` names the rule that repaired it, or what was noticed (`lost-event`, `connection-lost`, `key-in-browser`, `relay-reset`, `relay-degraded`, `stopped-elsewhere`); `message` says it to a person. */
export interface Warning {
  /** Names the rule or what was noticed; each comes once in a result. */
  code: string
  /** Says it to a person, in English. */
  message: string
}

/** What an answer cost, in the unit that the gateway's field stands for. */
export interface Cost {
  /** How much, in the `unit`. It may be a fraction. */
  amount: number
  /** What the amount counts. Credits are the gateway's own: what one is worth, it alone knows. */
  unit: 'credits' | 'USD'
}

/** An answer with its ending: the whole truth about one request. */
export interface ChatResult {
  /** What came, whole or in part. */
  completion: ChatCompletion
  /** How it ended. */
  ending: Ending
  /** One for each code, in the order in which they were first noticed. */
  warnings: Warning[]
  /** Absent where the gateway did not state a cost. */
  cost?: Cost
  /** Present where the request asked for it. */
  trace?: Trace
}
