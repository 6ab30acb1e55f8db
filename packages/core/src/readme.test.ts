// The examples of the README are the files in `readme/`, compiled as they stand there, and run here against a server on this machine.
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createChatClient } from './index.js'
import { readTrip } from './readme/partialJson.fixture.js'
import { answerOf } from './readme/readChat.fixture.js'
import { follow } from './readme/readEvents.fixture.js'
import { answer } from './readme/resume.fixture.js'
import { createThinkingClient } from './readme/rules.fixture.js'
import { ask } from './readme/stream.fixture.js'
import { delta, done, draw, relayOf, RUN_ID } from './relay.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const README = read('../README.md')

const closing: (() => unknown)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** The address of a server that ends with the test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that writes `pieces` as an event stream, and then ends it or breaks the connection. */
const serveStream = (pieces: readonly string[], isCut = false) =>
  serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const piece of pieces) response.write(piece)
    if (isCut) response.end()
    else response.end('data: [DONE]\n\n')
  })

const chunk = (content: string, fields: object = {}) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'default',
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
    ...fields,
  })}\n\n`
const finishChoices = [{ index: 0, delta: {}, finish_reason: 'stop' }]
const finish = chunk('', {
  choices: finishChoices,
  usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
  credits_used: 0.5,
})

test('the examples of the README are the ones that are compiled and run', () => {
  const examples = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
  const files = globSync('readme/*.fixture.ts', { cwd: new URL('.', import.meta.url) }).map((file) => read(file.replaceAll('\\', '/')))
  expect(files).toHaveLength(6)
  expect(new Set(examples)).toEqual(new Set(files))
})

test('asks, shows each piece as it comes, and tells how it ended and what it cost', async () => {
  const shown: string[] = []
  const baseURL = await serveStream([chunk('Packets '), chunk('leave'), finish])
  expect(await ask(`${baseURL}/v1`, 'A haiku?', (text) => shown.push(text))).toMatchObject({ kind: 'complete', finishReason: 'stop' })
  expect(shown.join('')).toBe('Packets leave\n7 tokens, 0.5 credits\n')
})

/** A page's storage, as far as the example needs it. */
const storageOf = (entries: Map<string, string>) =>
  ({
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }) as Storage

describe('a run behind a relay', () => {
  const frames = [delta({ content: 'Packets ' }), delta({ content: 'leave' }), delta({}, 'stop'), done]

  test('is read on after a reload', async () => {
    const { client, paths } = await relayOf({ frames, replies: [{ bytes: Buffer.byteLength(draw(frames.slice(0, 1))), last: 'hold' }] })
    const page = new AbortController()
    const before = createChatClient({
      baseURL: client.baseURL,
      timeouts: { resumeMs: 50 },
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.any([page.signal, init.signal ?? page.signal]) }),
    })
    const entries = new Map<string, string>()
    const shown: string[] = []
    const abandoned = answer(before, 'A haiku?', (text) => shown.push(text), storageOf(entries))
    await expect.poll(() => shown).toEqual(['Packets '])
    const again = answer(client, 'A haiku?', (text) => shown.push(text), storageOf(entries))
    page.abort()
    await expect(abandoned).rejects.toMatchObject({ code: 'network' })
    await again
    expect(shown.at(-1)).toBe('Packets leave')
    expect([...entries]).toEqual([])
    expect(paths()).toEqual(['/chat/completions', `/runs/${RUN_ID}/events`])
  })
})

describe('reads a response that it did not ask for', () => {
  test('to its end', async () => {
    expect(await answerOf(await fetch(await serveStream([chunk('Oslo.'), finish])))).toBe('Oslo.')
  })

  test('and says where something was mended', async () => {
    const url = await serveStream(['data: ', chunk('Oslo.'), finish])
    expect(await answerOf(await fetch(url))).toBe('Oslo. (repeated-prefix)')
  })

  test('and says where it was cut', async () => {
    expect(await answerOf(await fetch(await serveStream([chunk('Os')], true)))).toBe('Os… (truncated)')
  })

  test('and throws what failed', async () => {
    const url = await serve((_request, response) => response.writeHead(402).end())
    await expect(answerOf(await fetch(url))).rejects.toMatchObject({ name: 'ChatError', code: 'payment', status: 402 })
  })
})

test('follows events, comments and ids of any stream', async () => {
  const lines: string[] = []
  const url = await serve((_request, response) => response.end(': ping\n\nid: 7\nevent: tick\ndata: one\n\ndata: two\n\n'))
  expect(await follow(url, (line) => lines.push(line))).toBe('7')
  expect(lines).toEqual(['still there: ping', 'tick: one', 'message: two'])
})

test('follows nothing where another status comes', async () => {
  const url = await serve((_request, response) => response.writeHead(404).end('data: one\n\n'))
  await expect(follow(url, expect.unreachable)).rejects.toThrow('answered with status 404')
})

describe('shows JSON while it is written', () => {
  test('until it is whole', async () => {
    const shown: unknown[] = []
    const url = await serveStream([chunk('{'), chunk('"city": "Os'), chunk('lo", "days": 3}'), finish])
    expect(await readTrip(await fetch(url), (trip) => shown.push(structuredClone(trip)))).toEqual({ city: 'Oslo', days: 3 })
    expect(shown.slice(0, 3)).toEqual([{}, { city: 'Os' }, { city: 'Oslo', days: 3 }])
  })

  test('and throws where it never is', async () => {
    const response = await fetch(await serveStream([chunk('Sure! {"city"'), finish]))
    await expect(readTrip(response, () => {})).rejects.toThrow('The answer is not JSON.')
  })
})

test('switches rules on and off', async () => {
  const groq = { x_groq: { usage: { total_tokens: 7 } } }
  const baseURL = await serveStream([chunk('<think>Hm.</think>'), chunk('Yes.', groq), chunk('', { choices: finishChoices })])
  const { completion } = await createThinkingClient(baseURL).stream({ model: 'default', messages: [] }).result
  expect(completion.choices[0]?.message).toMatchObject({ content: 'Yes.', reasoning_content: 'Hm.' })
  expect(completion).toMatchObject({ extra: groq })
  expect(completion).not.toHaveProperty('usage')
})

/** The first cells of the table under a head, and the members of a union type. */
const cells = (text: string, head: string) => {
  const [, rows = ''] = new RegExp(`\\| ${head} \\|.*\\n.*\\n((?:[ *]*\\|.*\\n)+)`).exec(text) ?? []
  return [...rows.matchAll(/^[ *]*\| `([\w-]+)`/gm)].map(([, name]) => name)
}
const members = (text: string, type: string, pattern: RegExp) =>
  [...(new RegExp(`export type ${type} =([\\s\\S]*?)\\n\\n`).exec(text)?.[1] ?? '').matchAll(pattern)].map(([, name]) => name)

test('the table of endings in the README has every kind', () => {
  const kinds = members(read('ChatResult.ts'), 'Ending', /kind: '(\w+)'/g)
  expect(kinds).toHaveLength(6)
  expect(cells(README, 'ending')).toEqual(kinds)
})

test('the table of rules in their docstring has every rule', () => {
  const names = members(read('RuleName.ts'), 'RuleName', /'([\w-]+)'/g)
  expect(names).toHaveLength(21)
  expect(cells(read('RuleName.ts'), 'rule')).toEqual(names)
})
