import { type FakeClock, fakeClock } from '../fakeClock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import { createPlayer } from '../player/createPlayer.js'
import type { Player } from '../player/player.js'
import type { PlayerTimeline } from '../player/playerState.js'
import type { Recording } from '../recording/recording.js'

export interface PlayRecordingOptions extends FaultOptions {
  /** The clock that the time of the recording passes on, to share it with what is tested. @defaultValue one of its own */
  readonly clock?: FakeClock | undefined
}

/** A recording that a test plays to a client, as far as it wants. */
export interface PlayedRecording {
  /** What the client is given in place of `fetch`. */
  readonly fetch: typeof fetch
  /** What the recording's time passes on: the one that was given, or its own. */
  readonly clock: FakeClock
  /** For whatever else: it is paused, and stays so. */
  readonly player: Player
  /**
   * Resolves when the client was given so many tokens, counted over all exchanges, and had its turn to take them; nothing comes after that
   * until it is told so. Where one read brings several tokens, the read is given whole. The time that passes until then passes on the clock.
   * @throws RangeError when the recording has not so many tokens.
   * @throws Error when the player waits for a request that the client does not make, and when the client has left.
   */
  readonly playUntil: (token: number) => Promise<void>
  /**
   * As `playUntil`, to the end of the last exchange. An exchange whose caller left is silent from there on, until the client leaves too.
   * @throws Error when the player waits for a request that the client does not make.
   */
  readonly playToEnd: () => Promise<void>
}

/** How many turns of the event loop a client is granted to make its next request. */
const TURNS_TO_ASK = 100
/** How many it is granted to take what it was given. */
const TURNS_TO_TAKE = 3

/** Plays a recording to a client under test and holds it at any token. No real time passes. */
export function playRecording(recording: Recording, { clock = fakeClock(), ...faults }: PlayRecordingOptions = {}): PlayedRecording {
  const player = createPlayer(recording, { ...faults, clock })
  const marks = createMarks()

  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await clock.advance(0)
  }
  const untilAsked = async (goal: string) => {
    for (let turn = 0; player.state.waiting && turn < TURNS_TO_ASK; turn += 1) await clock.advance(0)
    const { waiting, exchange, exchanges, tokens } = player.state
    if (!waiting) return
    throw new Error(
      `${goal} came as far as token ${tokens.played} of ${tokens.total}: the player waits for request ${exchange + 1} of ${exchanges}, which the client does not make. Start it first, give it \`fetch\` of the played recording, and advance the timers that it waits on.`,
    )
  }
  const step = async (goal: string, by: 'read' | 'token') => {
    await untilAsked(goal)
    const atMs = marks(player.timeline)[by === 'token' ? 'tokens' : 'reads'][player.state[`${by}s`].played] ?? player.state.durationMs
    await clock.advance(Math.max(0, atMs - player.positionMs))
    player.step(by)
    await turns(1)
  }

  return {
    fetch: (...asked) => player.fetch(...asked),
    clock,
    player,
    async playUntil(token) {
      const goal = `playUntil(${token})`
      while (player.state.tokens.played < token) {
        const { tokens, ended } = player.state
        const { played, total } = tokens
        if (token > total) throw new RangeError(`${goal}: the recording has ${total} token(s), with its faults. Ask for one of them.`)
        if (ended)
          throw new Error(
            `${goal} came as far as token ${played} of ${total}: the client has left, so nothing more can come. Ask for fewer, or have it read on.`,
          )
        await step(goal, 'token')
      }
      await turns(TURNS_TO_TAKE)
    },
    async playToEnd() {
      while (!player.state.ended) await step('playToEnd()', 'read')
      await turns(TURNS_TO_TAKE)
    },
  }
}

interface Marks {
  /** When each token comes, and each read, in the order in which the player counts them. */
  readonly tokens: readonly number[]
  readonly reads: readonly number[]
}

/** The times of a timeline, gathered once for each. */
function createMarks(): (timeline: PlayerTimeline) => Marks {
  let known: PlayerTimeline | undefined
  let marks: Marks = { tokens: [], reads: [] }
  return (timeline) => {
    if (timeline === known) return marks
    known = timeline
    marks = {
      tokens: timeline.exchanges.flatMap(({ events }) => events.flatMap(({ token, atMs }) => (token === undefined ? [] : [atMs]))),
      reads: timeline.exchanges.flatMap(({ reads }) => reads.map(({ atMs }) => atMs)),
    }
    return marks
  }
}
