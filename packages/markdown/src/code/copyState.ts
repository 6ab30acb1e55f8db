import type { StreamParser } from '@codemirror/streamparser'

/** A copy of the state of `mode`: for modes that do not copy it themselves, of it and of the arrays in it, as CodeMirror does. */
export function copyState<State>(mode: StreamParser<State>, state: State): State {
  if (mode.copyState !== undefined) return mode.copyState(state)
  if (typeof state !== 'object' || state === null) return state
  const entries = Object.entries(state).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? [...(value as unknown[])] : value,
  ])
  return Object.fromEntries(entries) as State
}
