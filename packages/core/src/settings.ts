import type { Rules } from './RuleName.js'

/**
 * Time limits. Each counts time in which this page was awake and waited for the gateway: sleep, frozen pages and the time that a reader takes
 * for a chunk do not count. 0 or Infinity switches one off. Past `stallMs` a run ends as `stalled`, past `headersMs` and `firstTokenMs` as `failed`
 * with a {@link ChatError} of code `timeout`.
 * Node's own `fetch` waits no longer than 300 s for a head or a byte, whatever stands here, unless its dispatcher is told otherwise.
 */
export interface Timeouts {
  /** From sending a request to the head of its response; for the list of models, to its end. @defaultValue 300,000 ms */
  headersMs?: number | undefined
  /** Without a single byte; comments count as bytes. @defaultValue 120,000 ms */
  stallMs?: number | undefined
  /**
   * In place of `stallMs` where a relay keeps the run: it sends a comment every 10 s, so that a connection without a single byte for longer is dead. It is
   * given up, and the run resumed over another. @defaultValue 25,000 ms
   */
  relaySilenceMs?: number | undefined
  /**
   * How long to try to resume a run that a relay keeps, without a connection and without anything new of its answer. Then the run ends as its connection
   * did: `truncated`, `stalled` or `failed`. @defaultValue 60,000 ms
   */
  resumeMs?: number | undefined
  /** From the head of the response to the first token. Reasoning models are silent for minutes. @defaultValue Infinity */
  firstTokenMs?: number | undefined
}

/** Size limits. What is beyond ends the run as `failed` with a {@link ChatError} of code `limit`; what came before is kept. Infinity switches one off. */
export interface Limits {
  /** Longest event, or answer in one body of JSON, in UTF-16 units. @defaultValue 8,388,608 */
  eventChars?: number | undefined
  /** Longest body, in bytes after decompression; in characters where the source gives text. @defaultValue 67,108,864 */
  bodyBytes?: number | undefined
  /** Most tool calls of one choice. @defaultValue 1,000 */
  toolCalls?: number | undefined
}

/** How a stream is to be read. */
export interface ReadSettings {
  /** How large what is read may be. */
  limits?: Limits | undefined
  /** How long to wait for it. */
  timeouts?: Timeouts | undefined
  /** Rules of normalisation to switch: all are on unless false, except `think-tags`, which splits inline `<think>` where it is true. See {@link RuleName}. */
  rules?: Rules | undefined
}

/** Settings with every default filled in. */
export interface ResolvedSettings {
  limits: Record<keyof Limits, number>
  timeouts: Record<keyof Timeouts, number>
  rules: Rules
}

export const DEFAULT_LIMITS: ResolvedSettings['limits'] = { eventChars: 8 * 2 ** 20, bodyBytes: 64 * 2 ** 20, toolCalls: 1000 }
const DEFAULT_TIMEOUTS: ResolvedSettings['timeouts'] = {
  headersMs: 300_000,
  stallMs: 120_000,
  relaySilenceMs: 25_000,
  resumeMs: 60_000,
  firstTokenMs: Infinity,
}

/** Fills in the defaults, once for a client or a reading. */
export function resolveSettings({ limits, timeouts, rules }: ReadSettings): ResolvedSettings {
  return { limits: withDefaults(DEFAULT_LIMITS, limits), timeouts: withDefaults(DEFAULT_TIMEOUTS, timeouts), rules: rules ?? {} }
}

function withDefaults<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
  given: Partial<Record<Name, number | undefined>> | undefined,
): Record<Name, number> {
  const resolved: Record<Name, number> = { ...defaults }
  // A setting that is there and undefined is not set.
  for (const name in defaults) resolved[name] = given?.[name] ?? defaults[name]
  return resolved
}
