// What is sent back of an answer that was spoken.
import { describe, expect, it } from 'vitest'
import { createChat, requestMessages, type ChatMessage } from './index.js'
import { calls, spokenGateway, text } from './spoken.fixture.js'

const DATA = 'UklGRiQAAABXQVZF'
const nowS = () => Math.floor(Date.now() / 1000)

/** What a gateway streams of an answer that it speaks. */
const spoken = (...pieces: object[]) => pieces.map((audio) => ({ choices: [{ index: 0, delta: { audio } }] }))

/** The last message of the request that follows a spoken answer. */
async function sentAfter(...chunks: object[]) {
  const { client, requests } = spokenGateway()
  const chat = createChat({ client, model: 'm' })
  await chat.send('Say it.')
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say(...chunks)
  requests[0]?.done()
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  await chat.send('Once more.')
  await expect.poll(() => requests).toHaveLength(2)
  await chat.stop()
  const [question, ...rest] = requests[1]?.body.messages ?? []
  expect([question?.content, rest.at(-1)?.content]).toEqual(['Say it.', 'Once more.'])
  return rest.slice(0, -1)
}

const answer = (wire: object): ChatMessage => ({
  id: 'a',
  parentId: null,
  wire: { role: 'assistant', ...wire },
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 0,
})

describe('a spoken answer', () => {
  it('goes by its id, without its sound', async () => {
    const pieces = [
      { id: 'audio_1', data: DATA },
      { data: DATA, transcript: 'Rain' },
      { transcript: '.', expires_at: nowS() + 3600 },
    ]
    expect(await sentAfter(...spoken(...pieces))).toEqual([{ role: 'assistant', content: null, refusal: null, audio: { id: 'audio_1' } }])
  })

  it('goes by its id beside its text', async () => {
    expect(await sentAfter(text('Rain.'), ...spoken({ id: 'audio_1', data: DATA }))).toEqual([
      { role: 'assistant', content: 'Rain.', refusal: null, audio: { id: 'audio_1' } },
    ])
  })

  it('that called a tool without a result goes without the call', async () => {
    const sent = await sentAfter(...spoken({ id: 'audio_1', data: DATA }), calls(['c', 'find']))
    expect(sent).toEqual([{ role: 'assistant', content: null, refusal: null, audio: { id: 'audio_1' } }])
  })

  it.each([
    ['in its words', { content: null, audio: { id: 'audio_1', data: DATA, transcript: 'Rain.', expires_at: nowS() - 1 } }, 'Rain.'],
    ['in its own text', { content: 'Drizzle.', audio: { id: 'audio_1', data: DATA, transcript: 'Rain.', expires_at: 1 } }, 'Drizzle.'],
    ['in its words, where it was never named', { content: null, audio: { data: DATA, transcript: 'Rain.' } }, 'Rain.'],
  ])('whose sound the gateway no longer knows goes %s', (_how, wire, content) => {
    expect(requestMessages([answer(wire)])).toEqual([{ role: 'assistant', content }])
  })

  it.each([
    ['nothing came', { content: null, audio: {} }],
    ['the gateway said that there is none', { content: null, audio: null }],
  ])('of which %s is left out', (_what, wire) => {
    expect(requestMessages([answer(wire)])).toEqual([])
  })
})
