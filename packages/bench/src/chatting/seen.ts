import { quantile } from '../spread.ts'
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

/** A figure of each round; undefined for one that was sat out. */
export const take = <Sample>(samples: readonly (Sample | undefined)[], figure: (sample: Sample) => number): (number | undefined)[] =>
  Array.from(samples, (sample) => sample && figure(sample))
