import { expect, it } from 'vitest'
import { createPlayer, fakeClock, type PlayerOptions, type Recording, type RecordingEvent } from '../index.js'


const request = { method: 'POST', url: 'http://x/', headers: {}, body: null }
const response = { status: 200, headers: { 'content-type': 'text/event-stream' } }
const token = (text: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`
const recording = (...events: readonly RecordingEvent[]): Recording => ({ header: { rivulet: 1 }, events })

/** Two exchanges: two tokens in three reads, and one token a second after the end of the first. */
const two = recording(
  [0, 1, 'request', request],
  [100, 1, 'response', response],
  [200, 1, 'data', token('a').slice(0, 10)],
  [200, 1, 'data', token('a').slice(10)],
  [300, 1, 'data', token('b')],
  [300, 1, 'end', 'eof'],
  [1300, 2, 'request', request],
  [1400, 2, 'response', response],
  [1500, 2, 'data', token('c')],
  [1600, 2, 'end', 'eof'],
)

/** A player on a clock of its own, and a client that reads whatever it is given. */
function setUp(of: Recording, options: PlayerOptions = {}) {
  const clock = fakeClock()
  const player = createPlayer(of, { clock, ...options })
  const text: string[] = []
  const read = async (exchange: number) => {
    const answer = await player.fetch('http://x/')
    for await (const bytes of answer.body ?? []) text[exchange] = (text[exchange] ?? '') + new TextDecoder().decode(bytes)
    return 'eof'
  }
  return { clock, player, text, read, settle: () => clock.advance(0) }
}

it('is paused at the beginning, and waits for the client', async () => {
  const { player, clock, read, text } = setUp(two)
  expect(player.state).toMatchObject({
    generation: 1,
    positionMs: 0,
    durationMs: 1600,
    playing: false,
    waiting: true,
    exchange: 0,
    exchanges: 2,
  })
  player.play()
  await clock.advance(5000)
  expect(player.state).toMatchObject({ positionMs: 0, playing: true, waiting: true })
  void read(1)
  await clock.advance(250)
  expect(text[1]).toBe(token('a'))
  expect(player.positionMs).toBe(250)
  expect(player.state).toMatchObject({ reads: { played: 2, total: 4 }, tokens: { played: 1, total: 3 }, exchange: 1, waiting: false })
})
