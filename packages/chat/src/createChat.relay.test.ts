// A chat behind the real relay, which keeps its runs.
import { createChatClient } from '@rivulet/core'
import { createRelay, memoryStore } from '@rivulet/relay'
import { createGateway, toFetch, type GatewayExchange, type GatewayOptions } from '@rivulet/replay'
import { afterEach, expect, it } from 'vitest'
import { canContinue, createChat, memoryStorage, textOf, type Chat, type ChatMessage, type ChatOptions } from './index.js'
import { steadyClock } from './steadyClock.fixture.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A chat, the relay before its gateway, and what both were asked. `forget` puts another relay in its place, which knows nothing; `hurry` has answers come as fast as they can. */
function setting({ answers, ...options }: Partial<ChatOptions> & Pick<GatewayOptions, 'answers'> = {}) {
  const exchanges: GatewayExchange[] = []
  const onExchange = (exchange: GatewayExchange) => exchanges.push(exchange)
  const { clock, hurry } = steadyClock()
  const gateway = createGateway({ timeToFirstTokenMs: 50, tokensPerSecond: 100, clock, onExchange, ...(answers && { answers }) })
  const start = () => {
    const relay = createRelay({
      upstream: { baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: toFetch(gateway) },
      authorize: () => 'ann',
      store: memoryStore(),
      limits: { detachedGraceMs: 60_000, lagMs: Infinity },
    })
    closing.push(() => relay.close({ graceMs: 0 }))
    return relay
  }
  let relay = start()
  const asked: string[] = []
  const client = createChatClient({
    baseURL: 'https://relay.example/v1',
    fetch: (url, init) => {
      asked.push(url.replace('https://relay.example/v1', ''))
      return toFetch(relay)(url, init)
    },
  })
  const forget = () => (relay = start())
  return { chat: createChat({ client, model: 'default', ...options }), client, asked, exchanges, forget, hurry }
}

const head = (chat: Chat) => chat.getSnapshot().messages.at(-1)
const grows = (chat: Chat) => expect.poll(() => textOf(head(chat) ?? { wire: { role: 'user', content: '' } }).length).toBeGreaterThan(10)

it('names the run while it goes on, and not after it', async () => {
  const { chat } = setting()
  const seen: string[] = []
  chat.subscribe(() => {
    const { phase, runId } = chat.getSnapshot().run
    const state = `${phase} ${runId ? 'named' : 'unnamed'}`
    if (seen.at(-1) !== state) seen.push(state)
  })
  await chat.send('haiku')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  expect(seen).toEqual(['connecting unnamed', 'waiting named', 'streaming named', 'idle unnamed'])
  expect(head(chat)?.ending).toMatchObject({ kind: 'complete' })
})

it('stops the run at the relay too, before its stop resolves', async () => {
  const { chat, asked, exchanges } = setting()
  await chat.send('prose')
  await grows(chat)
  const { runId } = chat.getSnapshot().run
  const stopping = chat.stop()
  expect(head(chat)).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
  await stopping
  expect(asked).toEqual(['/chat/completions', `/runs/${runId}/stop`])
  await expect.poll(() => exchanges.map(({ ending }) => ending)).toEqual(['disconnected'])
})

it('leaves the run when it is detached: it goes on, and can be read to its end', async () => {
  const { chat, client, asked, exchanges } = setting()
  await chat.send('prose')
  await grows(chat)
  const { runId = '' } = chat.getSnapshot().run
  chat.detach()
  const left = head(chat)
  expect(left?.ending).toEqual({ kind: 'detached' })
  expect(chat.getSnapshot().run).toEqual({ phase: 'idle' })
  const { completion, ending } = await client.resume(runId).result
  expect(ending).toMatchObject({ kind: 'complete', sawDone: true })
  const whole = completion.choices[0]?.message.content ?? ''
  expect(whole.startsWith(textOf(left ?? { wire: { role: 'user', content: 'none' } }))).toBe(true)
  expect(asked).toEqual(['/chat/completions', `/runs/${runId}/events`])
  expect(exchanges).toMatchObject([{ ending: 'complete' }])
})

it('tells of a stop by somebody else', async () => {
  const { chat, client } = setting()
  await chat.send('prose')
  await grows(chat)
  await client.resume(chat.getSnapshot().run.runId ?? '').stop()
  await expect.poll(() => head(chat)?.ending).toEqual({ kind: 'stopped' })
  expect(head(chat)?.warnings.map(({ code }) => code)).toEqual(['stopped-elsewhere'])
})

it('tells of a run that expired while the connection was down, and keeps what came', async () => {
  const gateway = createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 2000 })
  // No room for a second answer beside the first, once that has ended.
  const store = memoryStore({ maxBytes: 20_000 })
  const start = () => {
    const upstream = { baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: toFetch(gateway) }
    const relay = createRelay({ upstream, authorize: () => 'ann', store, limits: { lagMs: Infinity } })
    closing.push(() => relay.close({ graceMs: 0 }))
    return toFetch(relay)
  }
  const [first, second] = [start(), start()]
  const baseURL = 'https://relay.example/v1'
  const others = createChatClient({ baseURL, fetch: first })
  const statuses: number[] = []
  const client = createChatClient({
    baseURL,
    async fetch(url, init) {
      if (url.endsWith('/chat/completions')) return cutAfter(await first(url, init), 2000)
      // The run has its end first, and then goes for another.
      await others.resume(/runs\/([^/]+)/.exec(url)?.[1] ?? '').result
      await others.stream({ model: 'default', messages: [{ role: 'user', content: 'prose' }] }).result
      const response = await second(url, init)
      statuses.push(response.status)
      return response
    },
  })
  const chat = createChat({ client, model: 'default' })
  await chat.send('prose')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  expect(statuses).toEqual([410])
  expect(head(chat)?.ending).toMatchObject({ kind: 'failed', error: { code: 'relay_lost', status: 410 } })
  expect(textOf(head(chat) ?? { wire: { role: 'user', content: '' } })).not.toBe('')
})

const FIRST = 'Rain falls on the hill'
const REST = `${FIRST}, ${Array.from({ length: 100 }, (_, n) => `over brook ${n}`).join(', ')}.`
const answers: GatewayOptions['answers'] = [
  {
    name: 'rest',
    word: '',
    title: '',
    suits: ({ messages }) => messages.some(({ role }) => role === 'assistant'),
    // Models tend to say the end of what they said once more.
    write: () => ({ content: REST.slice('Rain falls '.length) }),
  },
  { name: 'part', word: '', title: '', write: () => ({ content: FIRST, finishReason: 'length' as const }) },
]

/** An answer that goes on, as a page that is opened in the middle of it finds it. */
async function reopened(prepare: (forget: () => void) => void = () => undefined) {
  const storage = memoryStorage()
  const before = setting({ answers, storage, id: 'c' })
  await before.chat.send('Tell')
  await expect.poll(() => before.chat.getSnapshot().run.phase).toBe('idle')
  await before.chat.continueAnswer()
  const stored = async () => (await storage.load('c'))?.messages.at(-1) as ChatMessage
  await expect.poll(async () => textOf(await stored()).length, { timeout: 15_000 }).toBeGreaterThan(FIRST.length + 20)
  const row = await stored()
  prepare(before.forget)
  // The rows as they are, and nobody who writes them.
  const kept = memoryStorage()
  await kept.save('c', { messages: (await storage.load('c'))?.messages })
  const chat = createChat({ client: before.client, model: 'default', storage: kept, id: 'c' })
  closing.push(async () => {
    leave()
    before.chat.detach()
  })
  const texts: string[] = []
  const leave = chat.subscribe(() => texts.push(textOf(head(chat) ?? row)))
  return { ...before, chat, row, texts, first: before.chat }
}

it('reads the rest of an answer again after a reload: the same message goes on, and nothing is said or counted twice', async () => {
  const { chat, row, texts, exchanges, first, hurry } = await reopened()
  await expect.poll(() => textOf(head(chat) ?? row).length).toBeGreaterThan(textOf(row).length)
  hurry()
  expect(row).toMatchObject({ state: 'streaming', runFrom: { contentChars: FIRST.length, reasoningChars: 0 } })
  await expect.poll(() => head(chat)?.ending?.kind, { timeout: 15_000 }).toBe('complete')
  await expect.poll(() => head(first)?.ending?.kind, { timeout: 15_000 }).toBe('complete')
  expect(head(chat)).toMatchObject({ id: row.id, attempts: 2 })
  expect(textOf(head(chat) ?? row)).toBe(REST)
  expect(texts.filter((text) => text !== '').every((text) => text.startsWith(textOf(row)) && REST.startsWith(text))).toBe(true)
  expect(head(chat)).not.toHaveProperty('runFrom')
  expect(head(chat)?.usage).toEqual(head(first)?.usage)
  expect(exchanges).toHaveLength(2)
})

it('keeps what came of the rest where the relay no longer has it, and offers to go on', async () => {
  const { chat, row, hurry } = await reopened((forget) => forget())
  hurry()
  await expect.poll(() => head(chat)?.ending, { timeout: 15_000 }).toMatchObject({ kind: 'failed', error: { code: 'relay_lost' } })
  expect(textOf(head(chat) ?? row)).toBe(textOf(row))
  expect(canContinue(head(chat) ?? row)).toBe(true)
  await chat.continueAnswer()
  await expect.poll(() => head(chat)?.ending?.kind, { timeout: 15_000 }).toBe('complete')
  expect(head(chat)).toMatchObject({ id: row.id, attempts: 3 })
  expect(textOf(head(chat) ?? row).startsWith(textOf(row))).toBe(true)
})

it('names the run of the rest of an answer that is left', async () => {
  const { chat, exchanges } = setting({ answers })
  await chat.send('Tell')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('idle')
  await chat.continueAnswer()
  await expect.poll(() => textOf(head(chat)!).length).toBeGreaterThan(FIRST.length + 20)
  chat.detach()
  const left = head(chat)!
  expect(left).toMatchObject({ ending: { kind: 'detached' }, runFrom: { contentChars: FIRST.length } })
  expect(left.runId).toBeTypeOf('string')
  expect(exchanges).toHaveLength(1)
})

/** A response whose body breaks after so many bytes. */
function cutAfter({ body, status, headers }: Response, bytes: number): Response {
  let left = bytes
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(piece.subarray(0, left))
      left -= piece.length
      if (left <= 0) controller.error(new TypeError('terminated'))
    },
  })
  return new Response(body?.pipeThrough(cut) ?? null, { status, headers })
}
