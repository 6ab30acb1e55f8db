import type { SeekTarget } from '../player/playerState.js'
import type { ChosenFault } from './streamEvents.js'

/** What the panel asks of a story's stream. */
export type StreamCommand =
  | { readonly do: 'play' | 'pause' | 'reset' }
  | { readonly do: 'step' | 'stepBack'; readonly by: StepUnit }
  | { readonly do: 'seek'; readonly target: SeekTarget }
  | { readonly do: 'speed'; readonly speed: number | 'instant' }
  | { readonly do: 'loop'; readonly loop: boolean }
  | { readonly do: 'faults'; readonly faults: readonly ChosenFault[] }

export type StepUnit = 'read' | 'event' | 'token'
