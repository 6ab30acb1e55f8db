// A page that is opened while a relay keeps the run of its last answer, whose first request it was.
import { createChatClient } from '@rivulet/core'
import { createRelay, memoryStore } from '@rivulet/relay'
import { createGateway, toFetch, type GatewayExchange } from '@rivulet/replay'
import { expect, it, onTestFinished } from 'vitest'
import { createChat, memoryStorage, reasoningOf, textOf, type Chat, type ChatMessage, type ConversationStorage } from './index.js'
import { steadyClock } from './steadyClock.fixture.js'

/** A relay before a gateway whose answers come slowly until they are to hurry. */
function relayed() {
  const exchanges: GatewayExchange[] = []
  const { clock, hurry } = steadyClock()
  const onExchange = (exchange: GatewayExchange) => exchanges.push(exchange)
  const gateway = createGateway({ dialect: 'inferex', timeToFirstTokenMs: 20, tokensPerSecond: 50, clock, onExchange })
  const upstream = { baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: toFetch(gateway) }
  const relay = createRelay({ upstream, authorize: () => 'ann', store: memoryStore(), limits: { detachedGraceMs: 60_000 } })
  onTestFinished(() => relay.close({ graceMs: 0 }))
  const client = createChatClient({ baseURL: 'https://relay.example/v1', fetch: toFetch(relay) })
  const open = (storage: ConversationStorage): Chat => {
    const chat = createChat({ client, model: 'default', storage, id: 'c' })
    const leave = chat.subscribe(() => undefined)
    onTestFinished(() => {
      chat.detach()
      leave()
    })
    return chat
  }
  return { open, exchanges, hurry }
}

const last = (chat: Chat) => chat.getSnapshot().messages.at(-1)
const said = (row: ChatMessage | undefined) => (row ? reasoningOf(row) + textOf(row) : '')

it.each(['closed', 'left'])('goes on with an answer of a page that was %s: nothing is asked or said twice', async (how) => {
  const { open, exchanges, hurry } = relayed()
  const storage = memoryStorage()
  const before = open(storage)
  await before.send('reasoning')
  const stored = async () => (await storage.load('c'))?.messages.at(-1)
  if (how === 'left') {
    await expect.poll(() => said(last(before)).length).toBeGreaterThan(20)
    before.detach()
    await expect.poll(stored).toMatchObject({ ending: { kind: 'detached' }, runId: expect.any(String) })
  } else {
    await expect.poll(async () => said(await stored()).length, { timeout: 15_000 }).toBeGreaterThan(20)
  }
  const row = await stored()
  // The rows as they are, and nobody who writes them.
  const kept = memoryStorage()
  await kept.save('c', { messages: (await storage.load('c'))?.messages })
  const after = open(kept)
  const seen: string[] = []
  after.subscribe(() => seen.push(said(last(after))))
  await expect.poll(() => said(last(after)).length, { timeout: 15_000 }).toBeGreaterThan(said(row).length)
  hurry()
  await expect.poll(() => last(after)?.ending?.kind, { timeout: 15_000 }).toBe('complete')
  expect(last(after)).toMatchObject({ id: row?.id, attempts: 1 })
  expect(seen.filter((text) => text !== '' && !text.startsWith(said(row)))).toEqual([])
  if (how === 'closed') {
    await expect.poll(() => last(before)?.ending?.kind, { timeout: 15_000 }).toBe('complete')
    expect(said(last(after))).toBe(said(last(before)))
  }
  expect(exchanges).toMatchObject([{ ending: 'complete' }])
})
