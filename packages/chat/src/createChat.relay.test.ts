// A chat behind the real relay, which keeps its runs.
import { createChatClient } from '@rivulet/core'
import { createRelay, memoryStore } from '@rivulet/relay'
import { createGateway, toFetch, type GatewayExchange } from '@rivulet/replay'
import { afterEach, expect, it } from 'vitest'
import { createChat, textOf, type Chat, type ChatOptions } from './index.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A chat, the relay before its gateway, and what both were asked. */
function setting(options: Partial<ChatOptions> = {}) {
  const exchanges: GatewayExchange[] = []
  const gateway = createGateway({ timeToFirstTokenMs: 50, tokensPerSecond: 100, onExchange: (exchange) => exchanges.push(exchange) })
  const relay = createRelay({
    upstream: { baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: toFetch(gateway) },
    authorize: () => 'ann',
    store: memoryStore(),
    limits: { detachedGraceMs: 60_000 },
  })
  closing.push(() => relay.close({ graceMs: 0 }))
  const asked: string[] = []
  const client = createChatClient({
    baseURL: 'https://relay.example/v1',
    fetch: (url, init) => {
      asked.push(url.replace('https://relay.example/v1', ''))
      return toFetch(relay)(url, init)
    },
  })
  return { chat: createChat({ client, model: 'default', ...options }), client, asked, exchanges }
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
    const relay = createRelay({ upstream, authorize: () => 'ann', store })
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
