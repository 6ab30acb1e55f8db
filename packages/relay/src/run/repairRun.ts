import type { FramesEntry, NewRun, RunStatus, RunStore } from '../store/RunStore.js'

/** As many frames as one append carries. */
export const APPEND_FRAMES = 500

/** A run whose producer still has what it gave. */
export interface LostRun extends NewRun {
  epoch: number
  store: RunStore
  /** What the store had acknowledged, from the first event on. */
  frames: readonly string[]
}

/** Whether the store forgot a run of this relay, and another began it anew under the same key. */
export function isTaken(status: RunStatus, ownOwner: string): boolean {
  return status.owner !== '' && status.owner !== ownOwner
}

/**
 * The store lost the tail of a log (failover), the log (eviction) or all it had (a restart without persistence): what it lacks is written again, with the same
 * numbers. Where the run itself is gone, it is there again with all of its log or not at all: a stop in between would end it without its text.
 *
 * @param status what the store said of it
 * @returns how the run stands where it is not this relay's to mend any more
 */
export async function repairRun({ store, frames, ...run }: LostRun, { state, seq }: RunStatus): Promise<RunStatus | undefined> {
  const { id, principal, owner, fingerprint, epoch } = run
  let from = seq
  if (state !== 'gap' && state !== 'running') {
    const begun = await store.create({ id, principal, owner, fingerprint, epoch, log: entriesOf(epoch, 0, frames) })
    if (begun.state !== 'running' || isTaken(begun, owner)) return begun
    from = begun.seq
  }
  for (const entry of entriesOf(epoch, from, frames))
    await store.append(id, { epoch, owner, first: entry.first, frames: entry.frames, beat: true })
  return undefined
}

/** The frames behind `after`, as they are appended. */
function entriesOf(epoch: number, after: number, frames: readonly string[]): FramesEntry[] {
  const entries: FramesEntry[] = []
  for (let at = after; at < frames.length; at += APPEND_FRAMES) {
    const some = frames.slice(at, at + APPEND_FRAMES)
    entries.push({ epoch, first: at + 1, last: at + some.length, frames: some })
  }
  return entries
}
