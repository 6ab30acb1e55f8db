import { byRound, quantile, type Rounds } from '../spread.ts'
import type { ChatSample } from './measureChat.ts'
import type { Watched } from './page/main.ts'

/** A frame of a screen with 60 of them a second that takes longer than this has been missed. */
const MISSED_MS = 25

/** Frames that came late while an answer came. */
export const missedFrames = ({ gapsMs }: Watched): number => gapsMs.filter((gapMs) => gapMs > MISSED_MS).length

/** From a key press until it is drawn, in milliseconds; of all presses in all rounds, since one has few of them. */
export function keysMs(samples: readonly (Watched | undefined)[], share: number): number {
  return quantile(
    samples.flatMap((sample) => sample?.keysMs ?? []),
    share,
  )
}

/** The same in each round, to be held against others of the same round. */
export const keysMsByRound = (samples: readonly (Watched | undefined)[], share: number): Rounds =>
  byRound(samples, (sample) => keysMs([sample], share))

type Streamed = Pick<ChatSample, 'stream' | 'commits'>

export const scriptMs = ({ stream }: Streamed): number => stream.scriptMs
export const taskMs = ({ stream }: Streamed): number => stream.taskMs
export const scriptMsPerCommit = ({ stream, commits }: Streamed): number => stream.scriptMs / commits
export const taskMsPerCommit = ({ stream, commits }: Streamed): number => stream.taskMs / commits
