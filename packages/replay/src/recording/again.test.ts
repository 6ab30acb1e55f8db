import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createPlayer, decodeRead, type FakeClock, fakeClock, record, type Recording, type RecordingEntry, replay } from '../index.js'
import { readRecording } from '../recordingFile.fixture.js'
import { exchangesOf, type RecordedExchange } from './exchanges.js'

const names = readdirSync(new URL('../../recordings/', import.meta.url)).map((file) => file.replace('.stream.jsonl', ''))

/** Makes every request of a recording when it was made, and records what comes. */
async function recordAgain(recording: Recording, fetch: typeof globalThis.fetch, clock: FakeClock): Promise<RecordingEntry[]> {
  const entries: RecordingEntry[] = []
  const recorded = record(fetch, (entry) => entries.push(entry), { clock })
  const startMs = clock.now()
  const asked = exchangesOf(recording).map(async (exchange) => {
    await clock.sleep(startMs + exchange.requestedAtMs - clock.now())
    await ask(exchange, recorded, clock)
  })
  await clock.until(Promise.all(asked))
  return entries.slice(1)
}

async function ask(exchange: RecordedExchange, fetch: typeof globalThis.fetch, clock: FakeClock): Promise<void> {
  const { request, answer, end, durationMs } = exchange
  const { method = 'POST', url = '', headers = {}, body = null } = request ?? {}
  const leave = new AbortController()
  const endMs = clock.now() + durationMs
  const response = await fetch(url, { method, headers, body, signal: leave.signal })
  const reader = response.body?.getReader()
  for (let reads = 0; ; reads += 1) {
    if (end === 'abort' && reads === answer?.timeline.reads.length) break
    const read = await reader?.read()
    if (!read || read.done) return
  }
  // Whoever left had read everything that had come by then.
  await clock.sleep(endMs - clock.now())
  leave.abort()
}

/**
 * The events, with reads in one where they came in the same millisecond and none of them ended an event: a recorder that looks for secrets in
 * what is cut in the middle holds some of it back, and may cut it elsewhere than it was cut.
 */
function comparable(entries: readonly RecordingEntry[]): unknown[] {
  const joined: unknown[][] = []
  for (const entry of entries) {
    if (!('length' in entry)) continue
    const [ms, exchange, kind] = entry
    const last = joined.at(-1)
    if (kind !== 'data' && kind !== 'bytes') joined.push([...entry])
    else {
      const text = Buffer.from(decodeRead(entry)).toString('latin1')
      const isGoingOn = last?.[0] === ms && last[1] === exchange && last[2] === 'read' && !String(last[3]).endsWith('\n\n')
      if (isGoingOn) last[3] += text
      else joined.push([ms, exchange, 'read', text])
    }
  }
  return joined
}

describe.each(names)('%s', (name) => {
  const recording = readRecording(name)

  it('is recorded from its replay to the letter and the millisecond', async () => {
    const clock = fakeClock()
    const again = await recordAgain(recording, replay(recording, { clock }), clock)
    expect(comparable(again)).toEqual(comparable(recording.events))
  })

  it('is recorded from the player to the letter and the millisecond', async () => {
    const clock = fakeClock()
    const player = createPlayer(recording, { clock })
    player.play()
    const again = await recordAgain(recording, player.fetch, clock)
    expect(comparable(again)).toEqual(comparable(recording.events))
    expect(player.state).toMatchObject({
      generation: 1,
      ended: true,
      playing: false,
      waiting: false,
      positionMs: player.timeline.durationMs,
    })
  })
})
