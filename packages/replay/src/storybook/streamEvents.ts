import type { FaultKind } from '../faults/fault.js'
import type { ExchangeMarks, PlayerState } from '../player/playerState.js'
import type { StreamCommand } from './streamCommand.js'

/** The name of a story's parameter. */
export const PARAMETER = 'stream'

/** What Storybook knows the panel by. */
export const PANEL = 'rivulet/stream/panel'

/** What preview and manager tell each other over Storybook's channel; what is sent is JSON. */
export const EVENTS = {
  /** Preview to manager, {@link StreamTimeline}: the story plays something else than before. */
  timeline: 'rivulet/stream/timeline',
  /** Preview to manager, {@link StreamReport}: at most once a frame. */
  report: 'rivulet/stream/report',
  /** Preview to manager, {@link StreamGone}: the story has left the page. */
  gone: 'rivulet/stream/gone',
  /** Manager to preview: a panel has opened and wants to know all. */
  ask: 'rivulet/stream/ask',
  /** Manager to preview, {@link StreamOrder}. */
  command: 'rivulet/stream/command',
} as const

export interface StreamOrder {
  readonly storyId: string
  readonly command: StreamCommand
}

export interface StreamGone {
  readonly storyId: string
}

/** What the panel draws its timeline of, and what it offers. */
export interface StreamTimeline {
  readonly storyId: string
  readonly label: string | undefined
  readonly durationMs: number
  readonly exchanges: readonly Omit<ExchangeMarks, 'events' | 'headers' | 'request'>[]
  /** All there are, without their code. */
  readonly faultKinds: readonly Omit<FaultKind, 'make'>[]
}

/** One fault of those that are chosen. */
export interface ChosenFault {
  readonly name: string
  readonly params: Readonly<Record<string, number | string | undefined>>
}

/** The event that was whole last. */
export interface CurrentEvent {
  /** Counted from 1, over all exchanges. */
  readonly number: number
  readonly exchange: number
  readonly atMs: number
  readonly token: number | undefined
  /** As it came, with its line breaks. */
  readonly text: string
}

/** One of the answers that a completion asked for. */
export interface ChoiceSoFar {
  readonly index: number
  readonly reasoning: string
  readonly content: string
  readonly refusal: string
  readonly toolCalls: readonly { readonly name: string; readonly input: string }[]
}

/** What a client has made of the newest exchange. */
export interface MessageSoFar {
  readonly choices: readonly ChoiceSoFar[]
  /** How it ended, in a word or two; undefined while it comes. */
  readonly ending: string | undefined
  readonly endedWell: boolean
}

/** Where the story's stream is. */
export interface StreamReport {
  readonly storyId: string
  readonly state: Omit<PlayerState, 'speed' | 'target'>
  /** JSON knows no Infinity. */
  readonly speed: number | 'instant'
  /** The story shows this moment, and all of it. */
  readonly held: boolean
  readonly event: CurrentEvent | undefined
  readonly message: MessageSoFar | undefined
  readonly faults: readonly ChosenFault[]
  /** What is wrong with what was asked for. */
  readonly problem: string | undefined
  /** For the page's address; empty where the story is as its parameters say. */
  readonly address: string
}
