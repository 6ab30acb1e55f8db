import { readdirSync, readFileSync, statSync } from 'node:fs'
import { type ChatClient, createChatClient } from '@rivulet/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { figuresOf, type RecordingFigures, replay } from './index.js'
import { makeRecording } from './makeRecording.fixture.js'
import { readRecording } from './recordingFile.fixture.js'
import { RECORDINGS } from './recordings.js'
import './vitest.js'

const folder = new URL('../recordings/', import.meta.url)

it('are all that is in the folder, each with a title of its own', () => {
  expect(readdirSync(folder).toSorted()).toEqual(RECORDINGS.map(({ name }) => `${name}.stream.jsonl`).toSorted())
  expect(new Set(RECORDINGS.map(({ title }) => title)).size).toBe(RECORDINGS.length)
})

describe.each(RECORDINGS)('$name', (scenario) => {
  const committed = readFileSync(new URL(`${scenario.name}.stream.jsonl`, folder), 'utf8')

  it('is what the recorder makes of the gateway today: if not, run `pnpm --filter @rivulet/replay record`', async () => {
    expect(await makeRecording(scenario)).toBe(committed)
  })

  it('holds no key', () => {
    expect(committed).not.toContain(`key-of-${scenario.name}`)
  })
})

const answered = { statuses: [200], ending: 'complete' as const, finishReason: 'stop' }

const expectations: readonly (readonly [name: string, figures: Partial<RecordingFigures> & { statuses: number[] }])[] = [
  ['inferex-prose', answered],
  ['inferex-markdown', { ...answered, tokens: 1002 }],
  ['inferex-cjk-emoji', answered],
  ['inferex-split-characters', answered],
  ['inferex-right-to-left', answered],
  ['inferex-reasoning', answered],
  ['inferex-two-choices', { ...answered, tokens: 44 }],
  ['inferex-cut-by-length', { ...answered, finishReason: 'length' }],
  ['inferex-truncated', { statuses: [200], ending: 'truncated' }],
  ['inferex-stalled', { statuses: [200], ending: 'left', tokens: 40, longestSilenceMs: 120_000 }],
  ['inferex-slow-first-token', { ...answered, firstTokenMs: 30_000 }],
  ['inferex-stopped', { statuses: [200], ending: 'left', tokens: 39 }],
  ['inferex-rate-limited', { ...answered, statuses: [429, 200] }],
  ['inferex-unavailable', { ...answered, statuses: [503, 503, 200] }],
  ['inferex-unauthorized', { statuses: [401], ending: 'failed', errorCode: 'auth' }],
  ['inferex-key-refreshed', { ...answered, statuses: [401, 200] }],
  ['infery-usage-credits', answered],
  ['infery-tool-call', { ...answered, finishReason: 'tool_calls' }],
  ['infery-error-after-tokens', { statuses: [200], ending: 'failed', errorCode: 'gateway' }],
  ['sovereigneg-text', answered],
  ['sovereigneg-refusal', answered],
  ['infinityblue-text', answered],
  ['infinityblue-parallel-tools', { ...answered, finishReason: 'tool_calls' }],
  ['infinityblue-tool-loop', { ...answered, statuses: [200, 200, 200] }],
  ['infinityblue-json-schema', answered],
  ['tokenhub-sample', { ...answered, finishReason: null }],
  ['tokenhub-table', answered],
  ['tokenhub-giant', { ...answered, tokens: 20_090 }],
]

it('have an expectation each', () => {
  expect(expectations.map(([name]) => name)).toEqual(RECORDINGS.map(({ name }) => name))
})

it.each(expectations)('%s holds what it is named after', async (name, { statuses, ...expected }) => {
  const { exchanges, ...figures } = await figuresOf(readRecording(name))
  expect(exchanges.map(({ status }) => status)).toEqual(statuses)
  expect(figures).toMatchObject(expected)
})

it('keep the giant small enough for a repository', () => {
  expect(statSync(new URL('tokenhub-giant.stream.jsonl', folder)).size).toBeLessThan(2.2e6)
})

it('cut letters in two where they say so', () => {
  const kinds = readRecording('inferex-split-characters').events.map(([, , kind]) => kind)
  expect(kinds.filter((kind) => kind === 'bytes').length).toBeGreaterThan(10)
})

function play(name: string, apiKey?: () => string): ChatClient {
  const fetch = replay(readRecording(name), { speed: Number.POSITIVE_INFINITY })
  return createChatClient({ baseURL: 'https://gateway.example/v1', fetch, ...(apiKey && { apiKey }) })
}

describe('what takes several exchanges is played back to the real client', () => {
  afterEach(() => void vi.useRealTimers())

  const request = { model: 'default', messages: [{ role: 'user' as const, content: 'Hello' }] }

  it.each([
    ['inferex-rate-limited', [2000]],
    ['inferex-unavailable', [1000, 1000]],
  ])('%s: the client waits as it is asked to and tries again', async (name, delays) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const waited: number[] = []
    const { result } = play(name).stream(request, { onRetry: ({ delayMs }) => waited.push(delayMs) })
    await vi.advanceTimersByTimeAsync(5000)
    expect(await result).toBeComplete({ finishReason: 'stop' })
    expect(waited).toEqual(delays)
  })

  it('inferex-key-refreshed: the client asks for another key', async () => {
    const apiKey = vi.fn(() => 'key')
    expect(await play('inferex-key-refreshed', apiKey).stream(request).result).toBeComplete()
    expect(apiKey).toHaveBeenCalledTimes(2)
  })

  it('infinityblue-tool-loop: call, call, answer', async () => {
    const client = play('infinityblue-tool-loop')
    expect(await client.stream(request).result).toHaveToolCall('find_station', { place: 'Cairo' })
    expect(await client.stream(request).result).toHaveToolCall('read_gauge', { station_id: 'r-101' })
    expect(await client.stream(request).result).toHaveText(/\*\*cm\*\*: 312/)
  })

  it('inferex-two-choices: both choices are whole', async () => {
    const { completion } = await play('inferex-two-choices').stream({ ...request, n: 2 }).result
    expect(completion.choices.map(({ message }) => message.content?.split('\n')[0])).toEqual([
      'Packets leave the spring,',
      'A key, then a door.',
    ])
  })
})
