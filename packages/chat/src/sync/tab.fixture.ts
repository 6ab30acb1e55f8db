import { expect, onTestFinished, vi } from 'vitest'
import { setting, until, type Setting } from '../chat.fixture.js'
import { memoryStorage, textOf, type Chat, type ChatOptions, type ConversationStorage } from '../index.js'

export const idle = (chat: Chat): Promise<void> => until(chat, () => chat.getSnapshot().run.phase === 'idle')
export const texts = (chat: Chat): string[] => chat.getSnapshot().messages.map(textOf)
export const questions = (chat: Chat): string[] =>
  chat.getSnapshot().messages.flatMap((message) => (message.wire.role === 'user' ? [textOf(message)] : []))

/** Long, since a busy machine is no failure. */
export const eventually = (assertion: () => unknown): Promise<unknown> => vi.waitFor(assertion, { timeout: 15_000 })

let names = 0
export const shared = (): ConversationStorage => memoryStorage({ name: `shared-${(names += 1)}` })

/** A tab on a conversation: somebody looks at it. */
export async function tab(
  storage: ConversationStorage,
  { loads = true, ...options }: Partial<ChatOptions> & Parameters<typeof setting>[0] & { loads?: boolean } = {},
): Promise<Setting & { leave: () => void }> {
  const here = setting({ id: 'conversation', storage, ...options })
  const leave = here.chat.subscribe(() => undefined)
  onTestFinished(() => {
    here.chat.detach()
    leave()
  })
  if (loads) await eventually(() => expect(here.chat.getSnapshot().loading).toBe(false))
  return { ...here, leave }
}

/** Moves this tab's time until something holds, which waits for a lock or a storage too. */
export async function inTime(here: Setting, assertion: () => unknown): Promise<void> {
  await eventually(async () => {
    await here.clock.advance(1000)
    await assertion()
  })
}

/** Sends, and moves this tab's time until the answer is there. */
export async function ask(here: Setting, text: string): Promise<void> {
  const asked = here.requests.length
  await here.chat.send(text)
  // Its time does not move while a storage is waited for.
  await eventually(() => expect(here.requests.length).toBeGreaterThan(asked))
  await here.clock.until(idle(here.chat))
}
