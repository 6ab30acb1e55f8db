import { createChatClient } from '@rivulet/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createPlayer,
  cut,
  delay,
  fakeClock,
  httpStatus,
  type Player,
  type PlayerOptions,
  type PlayerState,
  type Recording,
  type RecordingEvent,
  RecordingError,
  reset,
  split,
} from '../index.js'
import { readRecording } from '../recordingFile.fixture.js'

const request = (body: string) => ({ method: 'POST', url: 'http://x/', headers: {}, body })
const response = { status: 200, headers: { 'content-type': 'text/event-stream' } }
const token = (text: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`
const recording = (...events: readonly RecordingEvent[]): Recording => ({ header: { rivulet: 1 }, events })

/** Two exchanges: two tokens in three reads, then, asked a second later, one token and a comment. */
const two = recording(
  [0, 1, 'request', request('first')],
  [100, 1, 'response', response],
  [200, 1, 'data', token('a').slice(0, 10)],
  [200, 1, 'data', token('a').slice(10)],
  [300, 1, 'data', token('b')],
  [300, 1, 'end', 'eof'],
  [1300, 2, 'request', request('second')],
  [1400, 2, 'response', response],
  [1500, 2, 'data', token('c')],
  [1500, 2, 'data', ': done\n\n'],
  [1600, 2, 'end', 'eof'],
)

/** A player on a clock of its own, and a client that tells what it was given and when. */
function setUp(of: Recording, options: PlayerOptions = {}) {
  const clock = fakeClock()
  const startMs = clock.now()
  const player = createPlayer(of, { clock, ...options })
  const log: [ms: number, what: string][] = []
  const note = (what: string) => log.push([clock.now() - startMs, what])
  const ask = async (body: string) => {
    try {
      const answer = await player.fetch('http://x/', { method: 'POST', body })
      note(String(answer.status))
      const decoder = new TextDecoder()
      for await (const bytes of answer.body ?? []) note(decoder.decode(bytes))
      note('eof')
    } catch (error) {
      note(error instanceof Error ? error.name : 'thrown')
    }
  }
  return { clock, player, log, ask, whats: () => log.map(([, what]) => what), settle: () => clock.advance(0) }
}

const [a1, a2, b, c] = [token('a').slice(0, 10), token('a').slice(10), token('b'), token('c')]

/** The answer that a real client is given. */
function converse(player: Player) {
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', fetch: player.fetch })
  return client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })
}

describe('playing', () => {
  it('is paused at the beginning; time stands still until the client asks, and between its requests', async () => {
    const { player, clock, ask, log } = setUp(two)
    expect(player.state).toEqual({
      generation: 1,
      positionMs: 0,
      durationMs: 1600,
      playing: false,
      ended: false,
      waiting: true,
      target: undefined,
      speed: 1,
      loop: false,
      exchange: 0,
      exchanges: 2,
      reads: { played: 0, total: 5 },
      events: { played: 0, total: 4 },
      tokens: { played: 0, total: 3 },
    })
    player.play()
    await clock.advance(5000)
    expect(player.state).toMatchObject({ positionMs: 0, playing: true, waiting: true })
    void ask('first')
    await clock.advance(250)
    expect(player.positionMs).toBe(250)
    expect(player.state).toMatchObject({ reads: { played: 2 }, tokens: { played: 1 }, exchange: 1, waiting: false })
    await clock.advance(5000)
    expect(player.state).toMatchObject({ positionMs: 300, playing: true, waiting: true, ended: false })
    void ask('second')
    expect(player.positionMs).toBe(300)
    await clock.advance(150)
    expect(player.positionMs).toBe(1450)
    await clock.advance(5000)
    expect(player.state).toMatchObject({ positionMs: 1600, playing: false, ended: true, waiting: false, tokens: { played: 3 } })
    expect(log).toEqual([
      [5100, '200'],
      [5200, a1],
      [5200, a2],
      [5300, b],
      [5300, 'eof'],
      [10_350, '200'],
      [10_450, c],
      [10_450, ': done\n\n'],
      [10_550, 'eof'],
    ])
  })

  it('is held and goes on where it was held', async () => {
    const { player, clock, ask, log } = setUp(two)
    player.play()
    void ask('first')
    await clock.advance(150)
    player.pause()
    await clock.advance(1000)
    expect(player.state).toMatchObject({ positionMs: 150, playing: false })
    player.play()
    await clock.advance(1000)
    expect(log).toEqual([
      [100, '200'],
      [1200, a1],
      [1200, a2],
      [1300, b],
      [1300, 'eof'],
    ])
  })

  it('goes as fast as told, and changes its speed under way', async () => {
    const { player, clock, ask, log } = setUp(two, { speed: 0.5 })
    player.play()
    void ask('first')
    await clock.advance(300)
    player.setSpeed(10)
    await clock.advance(10)
    expect(log).toEqual([
      [200, '200'],
      [305, a1],
      [305, a2],
    ])
    player.setSpeed(Infinity)
    await clock.advance(0)
    expect(log.slice(3)).toEqual([
      [310, b],
      [310, 'eof'],
    ])
  })

  it.each([0, 0.09, 101, -1, Number.NaN])('refuses speed %f', (speed) => {
    expect(() => createPlayer(two, { speed })).toThrow(RangeError)
    expect(() => createPlayer(two).setSpeed(speed)).toThrow(/from 0.1 to 100, or Infinity/)
  })

  it('starts over from its end, by itself where it loops, a second later', async () => {
    const one = recording(...two.events.slice(0, 6))
    const { player, clock, ask } = setUp(one, { loop: true })
    player.play()
    void ask('first')
    await clock.advance(1299)
    expect(player.state).toMatchObject({ generation: 1, ended: true })
    await clock.advance(1)
    expect(player.state).toMatchObject({ generation: 2, positionMs: 0, playing: true, waiting: true, tokens: { played: 0 } })
    player.setLoop(false)
    void ask('first')
    await clock.advance(5000)
    expect(player.state).toMatchObject({ generation: 2, ended: true })
    player.play()
    expect(player.state).toMatchObject({ generation: 3, ended: false, playing: true })
  })
})

describe('stepping', () => {
  it('gives one read, one event, one token, and no time passes', async () => {
    const { player, ask, whats, settle } = setUp(two)
    player.step('read')
    expect(player.state).toMatchObject({ waiting: true, reads: { played: 0 } })
    void ask('first')
    await settle()
    expect(whats()).toEqual([])
    player.step('read')
    await settle()
    expect(whats()).toEqual(['200', a1])
    expect(player.state).toMatchObject({ positionMs: 200, reads: { played: 1 }, events: { played: 0 } })
    player.step('event')
    await settle()
    expect(whats()).toEqual(['200', a1, a2])
    player.step('token')
    await settle()
    expect(whats()).toEqual(['200', a1, a2, b, 'eof'])
    void ask('second')
    await settle()
    player.step('event')
    await settle()
    player.step('token')
    await settle()
    expect(whats().slice(5)).toEqual(['200', c, ': done\n\n', 'eof'])
    expect(player.state).toMatchObject({ ended: true, positionMs: 1600 })
  })

  it('pauses what plays', async () => {
    const { player, clock, ask, whats } = setUp(two)
    player.play()
    void ask('first')
    await clock.advance(0)
    player.step()
    await clock.advance(1000)
    expect(player.state).toMatchObject({ playing: false, reads: { played: 1 } })
    expect(whats()).toEqual(['200', a1])
  })
})

describe('seeking', () => {
  it('forwards gives everything before the moment at once, as far as the client has asked', async () => {
    const { player, ask, whats, settle } = setUp(two)
    player.seek({ token: 3 })
    expect(player.state).toMatchObject({ target: { token: 3 }, waiting: true, positionMs: 0 })
    void ask('first')
    await settle()
    expect(whats()).toEqual(['200', a1, a2, b, 'eof'])
    expect(player.state).toMatchObject({ target: { token: 3 }, waiting: true, positionMs: 300 })
    void ask('second')
    await settle()
    expect(whats().slice(5)).toEqual(['200', c])
    expect(player.state).toMatchObject({ target: undefined, positionMs: 1500, playing: false, tokens: { played: 3 }, generation: 1 })
  })

  it('to a time gives all of that millisecond, and goes on from there', async () => {
    const { player, clock, ask, log } = setUp(two)
    player.seek({ ms: 250 })
    player.play()
    void ask('first')
    await clock.advance(40)
    expect(player.positionMs).toBe(290)
    await clock.advance(1000)
    expect(log).toEqual([
      [0, '200'],
      [0, a1],
      [0, a2],
      [50, b],
      [50, 'eof'],
    ])
  })

  it('backwards starts over: the old fetch is aborted, the new one is given all up to the moment', async () => {
    const { player, ask, whats, settle } = setUp(two)
    const { fetch: old } = player
    void ask('first')
    player.seek({ token: 1 })
    await settle()
    player.seek({ token: 0 })
    expect(player.state).toMatchObject({ generation: 2, positionMs: 0, reads: { played: 0 }, target: undefined })
    await settle()
    expect(whats()).toEqual(['200', a1, a2, 'AbortError'])
    await expect(old('http://x/')).rejects.toMatchObject({ name: 'AbortError' })
    void ask('first')
    player.seek({ ms: 200 })
    await settle()
    expect(whats().slice(4)).toEqual(['200', a1, a2])
    expect(player.state).toMatchObject({ generation: 2, positionMs: 200 })
  })

  it('back in time without a byte in between starts nothing over', async () => {
    const { player, clock, ask } = setUp(two)
    player.play()
    void ask('first')
    await clock.advance(280)
    player.seek({ ms: 210 })
    expect(player.state).toMatchObject({ generation: 1, positionMs: 210, playing: true })
    await clock.advance(89)
    expect(player.state.tokens.played).toBe(1)
    await clock.advance(1)
    expect(player.state.tokens.played).toBe(2)
  })

  it('past the end goes to the end', async () => {
    const { player, ask, settle } = setUp(recording(...two.events.slice(0, 6)))
    void ask('first')
    player.seek({ token: 99 })
    await settle()
    expect(player.state).toMatchObject({ ended: true, positionMs: 300 })
    player.seek({ ms: 99_999 })
    expect(player.state).toMatchObject({ ended: true, positionMs: 300, target: undefined })
  })

  it.each([{ token: 3 }, { event: 3 }, { read: 3 }])(
    'past the last of what is counted goes to the end, which may come later',
    async (target) => {
      const { player, ask, settle } = setUp(
        recording(...two.events.slice(0, 2), [200, 1, 'data', token('a')], [300, 1, 'data', token('b')], [900, 1, 'end', 'eof']),
      )
      void ask('first')
      player.seek(target)
      await settle()
      expect(player.state).toMatchObject({ ended: true, positionMs: 900 })
    },
  )

  it.each([
    [{ read: 1 }, { reads: 1, events: 0, tokens: 0 }],
    [{ event: 1 }, { reads: 2, events: 1, tokens: 1 }],
    [{ read: 3 }, { reads: 3, events: 2, tokens: 2 }],
    [{ read: 0 }, { reads: 0, events: 0, tokens: 0 }],
  ])('to %o', async (target, { reads, events, tokens }) => {
    const { player, ask, settle } = setUp(two)
    void ask('first')
    player.seek(target)
    await settle()
    expect(player.state).toMatchObject({ reads: { played: reads }, events: { played: events }, tokens: { played: tokens } })
  })
})

describe('with faults', () => {
  it('plans a request more for each that is refused', async () => {
    const { player, clock, ask, log } = setUp(two, { faults: [httpStatus({ code: 503 }), delay({ ms: 50 })] })
    const plan = () =>
      player.timeline.exchanges.map(({ recorded, status, requestedAtMs, endedAtMs }) => [recorded, status, requestedAtMs, endedAtMs])
    expect(plan()).toEqual([
      [1, 503, 0, 150],
      [1, 200, 150, 500],
      [2, 200, 1500, 1850],
    ])
    player.play()
    void ask('first')
    await clock.advance(200)
    void ask('first')
    await clock.advance(1000)
    expect(log.map(([ms]) => ms)).toEqual([100, 150, 150, 300, 450, 450, 550, 550])
    expect(player.state).toMatchObject({ exchange: 2, exchanges: 3, positionMs: 500 })
  })

  it('serves what broke once more when it is asked again, and the next exchange to the next question', async () => {
    const again = setUp(two, { faults: [reset({ token: 1 })], speed: Infinity })
    again.player.play()
    await again.ask('first')
    expect(again.player.timeline.exchanges).toHaveLength(2)
    await again.ask('first')
    expect(again.player.timeline.exchanges.map(({ recorded }) => recorded)).toEqual([1, 1, 2])
    await again.ask('second')
    expect(again.whats()).toEqual(['200', a1, a2, 'TypeError', '200', a1, a2, 'TypeError', '200', c, 'TypeError'])

    const next = setUp(two, { faults: [cut({ token: 1 })], speed: Infinity })
    next.player.play()
    await next.ask('first')
    await next.ask('second')
    expect(next.whats()).toEqual(['200', a1, a2, 'eof', '200', c, 'eof'])
  })

  it('shows the reads as they are served', () => {
    const { player } = setUp(two, { faults: [split({ max: 1 })] })
    const [first] = player.timeline.exchanges
    expect(first?.reads).toHaveLength((a1 + a2 + b).length)
    expect(first?.reads.every(({ bytes }) => bytes === 1)).toBe(true)
    expect(first?.reads.filter(({ tokens }) => tokens === 1)).toHaveLength(2)
  })
})

it('shows what it goes through', () => {
  const { timeline } = createPlayer(two)
  expect(timeline).toMatchObject({
    durationMs: 1600,
    exchanges: [
      {
        number: 1,
        recorded: 1,
        request: request('first'),
        requestedAtMs: 0,
        respondedAtMs: 100,
        reads: [
          { atMs: 200, bytes: 10, tokens: 0, events: 0 },
          { atMs: 200, bytes: a2.length, tokens: 1, events: 1 },
          { atMs: 300, bytes: b.length, tokens: 1, events: 1 },
        ],
        events: [
          { atMs: 200, read: 1, text: token('a'), data: token('a').slice(6, -2), token: 1 },
          { atMs: 300, read: 2, text: b, token: 2 },
        ],
        endedAtMs: 300,
        end: 'eof',
      },
      {
        number: 2,
        requestedAtMs: 1300,
        events: [{ token: 3 }, { text: ': done\n\n', data: undefined, token: undefined }],
        endedAtMs: 1600,
      },
    ],
  })
})

it('tells its listeners of every change, once, with a state that stays the same until the next', async () => {
  const { player, clock, ask } = setUp(two)
  const states: PlayerState[] = []
  const stop = player.subscribe(() => states.push(player.getSnapshot()))
  player.play()
  void ask('first')
  await clock.advance(200)
  expect(states.map(({ playing, exchange, reads }) => [playing, exchange, reads.played])).toEqual([
    [true, 0, 0],
    [true, 1, 0],
    [true, 1, 0],
    [true, 1, 2],
  ])
  expect(player.getSnapshot()).toBe(states.at(-1))
  expect(player.state).toBe(player.getSnapshot())
  stop()
  player.pause()
  expect(states).toHaveLength(4)
})

it('gives nothing more of an exchange that its client has left', async () => {
  const { player, clock } = setUp(two)
  player.play()
  const leave = new AbortController()
  const answer = player.fetch('http://x/', { body: 'first', method: 'POST', signal: leave.signal })
  await clock.advance(200)
  await (await answer).body?.cancel()
  expect(player.state).toMatchObject({ waiting: true, ended: false, reads: { played: 2 } })
  const next = player.fetch('http://x/', { body: 'second', method: 'POST', signal: leave.signal })
  leave.abort(new Error('left'))
  await expect(next).rejects.toThrow('left')
  await clock.advance(1000)
  player.seek({ token: 3 })
  expect(player.state).toMatchObject({ ended: true, target: undefined, exchange: 2, tokens: { played: 1 } })
})

it('says when there is nothing left to answer with', async () => {
  const { player, ask } = setUp(recording(...two.events.slice(0, 6)), { speed: Infinity })
  player.play()
  await ask('first')
  await expect(player.fetch('http://x/')).rejects.toThrow(RecordingError)
  await expect(player.fetch('http://x/')).rejects.toMatchObject({ code: 'exhausted' })
})

it('aborts everything when it is closed, and leaves no timer behind', async () => {
  const { player, clock, ask, whats } = setUp(two, { loop: true })
  player.play()
  void ask('first')
  await clock.advance(200)
  player.close()
  await clock.advance(0)
  expect(whats()).toEqual(['200', a1, a2, 'AbortError'])
  await expect(player.fetch('http://x/')).rejects.toMatchObject({ name: 'AbortError' })
  await expect(clock.until(new Promise(() => undefined))).rejects.toThrow('waits for something other than this clock')
})

it('shows a real client the same text at a token, however it got there', async () => {
  const prose = readRecording('inferex-cjk-emoji')
  const { player, clock } = setUp(prose)
  const stepped = converse(player)
  void stepped.result
  await clock.advance(0)
  const texts: string[] = []
  for (let step = 0; step < 40; step += 1) {
    player.step('token')
    await clock.advance(0)
    texts.push(stepped.completion.choices[0]?.message.content ?? '')
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }), fc.nat(), async (tokens, seed) => {
      const sought = setUp(prose, { faults: [split({ max: 50 })], seed })
      let stream = converse(sought.player)
      let { generation } = sought.player.state
      for (const at of tokens) {
        sought.player.seek({ token: at })
        if (sought.player.state.generation !== generation) stream = converse(sought.player)
        generation = sought.player.state.generation
        void stream.result
        await sought.clock.advance(0)
        expect(sought.player.state.tokens.played).toBe(at)
        expect(stream.completion.choices[0]?.message.content).toBe(texts[at - 1])
      }
      await stream.stop()
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 20) },
  )
  await stepped.stop()
})
