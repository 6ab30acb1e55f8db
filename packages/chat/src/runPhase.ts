/**
 * Where a run is: one turn, from what is asked for until the last of its answers has ended.
 *
 * - `offline`: it waits for the network.
 * - `connecting`: a request is out and its head has not come.
 * - `waiting`: the head has, a token has not.
 * - `streaming`: tokens come.
 * - `retrying`: a try failed before its first token, and the next one waits for its time.
 * - `tools`: the answer is whole and its tool calls run, or wait for the application's results.
 * - `approval`: all that is missing is a person's decision about a call.
 */
export type RunPhase = 'idle' | 'offline' | 'connecting' | 'waiting' | 'streaming' | 'retrying' | 'tools' | 'approval'

/** What happens to a run. */
export type RunEvent = 'offline' | 'request' | 'headers' | 'token' | 'retry' | 'tools' | 'approval' | 'end'

/**
 * The state machine of one run, whole: a pair that is absent changes nothing. A retry goes on with `headers`, since a client tells of a
 * try's beginning only by its head. An answer in one piece has tool calls without ever having streamed, and one that was stored may begin with them.
 */
const NEXT: Readonly<Record<RunPhase, Partial<Record<RunEvent, RunPhase>>>> = {
  idle: { offline: 'offline', request: 'connecting', tools: 'tools', approval: 'approval' },
  offline: { request: 'connecting', end: 'idle' },
  connecting: { headers: 'waiting', token: 'streaming', retry: 'retrying', tools: 'tools', approval: 'approval', end: 'idle' },
  waiting: { token: 'streaming', retry: 'retrying', tools: 'tools', approval: 'approval', end: 'idle' },
  streaming: { tools: 'tools', approval: 'approval', end: 'idle' },
  retrying: { headers: 'waiting', token: 'streaming', retry: 'retrying', end: 'idle' },
  tools: { offline: 'offline', request: 'connecting', approval: 'approval', end: 'idle' },
  approval: { offline: 'offline', request: 'connecting', tools: 'tools', end: 'idle' },
}

/** The phase after an event. */
export function nextPhase(phase: RunPhase, event: RunEvent): RunPhase {
  return NEXT[phase][event] ?? phase
}
