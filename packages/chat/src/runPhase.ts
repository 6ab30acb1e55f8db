/**
 * Where a run is. `connecting`: the request is out and its head has not come; `waiting`: the head has, a token has not; `streaming`: tokens
 * come; `retrying`: a try failed before its first token and the next one waits for its time.
 */
export type RunPhase = 'idle' | 'connecting' | 'waiting' | 'streaming' | 'retrying'

/** What happens to a run, from sending to its ending. */
export type RunEvent = 'start' | 'headers' | 'token' | 'retry' | 'end'

/**
 * The state machine of one run, whole: a pair that is absent changes nothing. A retry goes on with `headers`, since a client tells of a
 * try's beginning only by its head.
 */
const NEXT: Readonly<Record<RunPhase, Partial<Record<RunEvent, RunPhase>>>> = {
  idle: { start: 'connecting' },
  connecting: { headers: 'waiting', token: 'streaming', retry: 'retrying', end: 'idle' },
  waiting: { token: 'streaming', retry: 'retrying', end: 'idle' },
  streaming: { end: 'idle' },
  retrying: { headers: 'waiting', token: 'streaming', retry: 'retrying', end: 'idle' },
}

/** The phase after an event. */
export function nextPhase(phase: RunPhase, event: RunEvent): RunPhase {
  return NEXT[phase][event] ?? phase
}
