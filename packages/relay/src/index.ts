export type { RunState } from './RunState.js'
