import { describe, expect, it } from 'vitest'
import { createPlayer, type Fault, fakeClock, parseFaults, type PlayerOptions, type SeekTarget } from '../index.js'
import { readRecording } from '../recordingFile.fixture.js'
import { toTarget } from './moment.js'
import { playedMoment, targetBefore } from './playedMoment.js'

/** A player of the prose, whose client has asked and reads whatever comes. */
async function setUp(faults: Fault[] = [], options: PlayerOptions = {}) {
  const clock = fakeClock()
  const player = createPlayer(readRecording('inferex-prose'), { clock, faults, ...options })
  const ask = async () => (await player.fetch('http://x/')).arrayBuffer().catch(() => undefined)
  const goTo = async (target: SeekTarget) => {
    player.seek(target)
    // Where it has started over, the client asks anew.
    if (player.state.exchange === 0) void ask()
    await clock.advance(0)
  }
  void ask()
  await clock.advance(0)
  return { player, goTo }
}

const places = ({ state }: { state: { reads: { played: number }; tokens: { played: number } } }) => [
  state.reads.played,
  state.tokens.played,
]

describe.each(['', 'split:max=16:seed=3', 'gzip:block=700'])('with the faults "%s"', (text) => {
  it('the moment that was played to leads there again', async () => {
    const { player, goTo } = await setUp(parseFaults(text))
    for (const read of [0, 1, 2, 3, 17, 18, 30, player.state.reads.total]) {
      await goTo({ read })
      const [before, moment] = [places(player), playedMoment(player)]
      await goTo({ ms: 0 })
      await goTo(toTarget(moment, player.timeline))
      expect(places(player)).toEqual(before)
    }
  })

  it.each(['read', 'event', 'token'] as const)('a step back by %s undoes one forward', async (by) => {
    const { player, goTo } = await setUp(parseFaults(text))
    await goTo({ token: 5 })
    for (let step = 0; step < 4; step += 1) {
      player.step(by)
      const before = places(player)
      player.step(by)
      await goTo(targetBefore(player, by))
      expect(places(player)).toEqual(before)
    }
  })
})

it('a step back at the beginning stays there', async () => {
  const { player } = await setUp()
  expect(targetBefore(player, 'token')).toEqual({ token: 0 })
})
