import type { BrowserContext, Page } from 'playwright'
import { expect, vi } from 'vitest'
import type { Chat } from '../index.js'
import type { ServedGateway } from './ChatSite.fixture.js'

/** What is on the page's `window`. */
export interface ChatWindow {
  readonly chat: Chat
  readonly ran: readonly string[]
  readonly show: (isShown: boolean) => void
  readonly visit: (conversation: string) => Promise<void>
  readonly held: () => Held
}

/** How much the page has begun and not ended. */
export interface Held {
  readonly timers: number
  readonly channels: number
  readonly listeners: readonly string[]
}

/** What the page has drawn. */
export interface Shown {
  readonly phase: string
  readonly queueHeld: boolean
  readonly error?: string
  readonly storageError?: string
  readonly loading: boolean
  readonly messages: readonly ShownMessage[]
  readonly queue: readonly string[]
}

export interface ShownMessage {
  readonly id: string
  readonly role: string
  readonly state: string
  readonly ending: string | undefined
  readonly text: string
}

export interface TabOptions {
  readonly whileBusy?: string
  readonly hasTools?: boolean
  readonly isStrict?: boolean
  readonly continueWith?: string
  /** Sent by an effect. */
  readonly sends?: string
  /** The conversation's. */
  readonly id?: string
  /** Where the page is. */
  readonly path?: string
}

type Action = Exclude<{ [Name in keyof Chat]: Chat[Name] extends (...args: never[]) => unknown ? Name : never }[keyof Chat], undefined>

/** A page with a chat, as a person has it before them. */
export class ChatTab {
  readonly page: Page
  /** Whatever the console was told, and errors that nobody caught. */
  readonly complaints: string[] = []

  private constructor(page: Page) {
    this.page = page
    page.on('console', (message) => this.complaints.push(message.text()))
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  static async open(
    context: BrowserContext,
    origin: string,
    { baseURL }: ServedGateway,
    { path = '', ...options }: TabOptions = {},
  ): Promise<ChatTab> {
    const tab = new ChatTab(await context.newPage())
    await tab.page.goto(`${origin}/${path}#${encodeURIComponent(JSON.stringify({ baseURL: `${origin}${baseURL}`, ...options }))}`)
    await tab.ready()
    return tab
  }

  /** Waits until the conversation was read. */
  async ready(): Promise<void> {
    await this.page.locator('main[data-shown*=\'"loading":false\']').waitFor({ state: 'attached' })
  }

  /** Reloads at once; what is not written by then is lost. */
  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  shown(): Promise<Shown> {
    return this.page.evaluate(() => {
      const messages = [...document.querySelectorAll<HTMLElement>('#messages > li')]
      return {
        ...JSON.parse(document.querySelector<HTMLElement>('main')?.dataset['shown'] ?? '{}'),
        messages: messages.map(({ id, dataset: { role, state, ending }, textContent: text }) => ({ id, role, state, ending, text })),
        queue: [...document.querySelectorAll('#queue > li')].map(({ textContent }) => textContent),
      }
    })
  }

  /** The last message drawn. */
  async last(): Promise<ShownMessage> {
    const { messages } = await this.shown()
    return messages.at(-1) ?? { id: '', role: '', state: '', ending: undefined, text: '' }
  }

  async questions(): Promise<string[]> {
    const { messages } = await this.shown()
    return messages.flatMap(({ role, text }) => (role === 'user' ? [text] : []))
  }

  /** Calls an action of the chat; rejects as it does. */
  do(name: Action, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(
      ([action, given]) => (window as unknown as { chat: Record<string, (...all: unknown[]) => unknown> }).chat[action]!(...given),
      [name, args] as const,
    )
  }

  /** The first tool call of the last message. */
  waitingCall(): Promise<string | undefined> {
    return this.page.evaluate(() => Object.keys((window as unknown as ChatWindow).chat.getSnapshot().messages.at(-1)?.toolRuns ?? {})[0])
  }

  /** The places of which the tool told the weather here. */
  ran(): Promise<readonly string[]> {
    return this.page.evaluate(() => (window as unknown as ChatWindow).ran)
  }

  /** Changes what waits. */
  async queue(name: keyof Chat['queue'], ...args: unknown[]): Promise<void> {
    await this.page.evaluate(([action, given]) => (window as unknown as ChatWindow).chat.queue[action](...(given as [never, never])), [
      name,
      args,
    ] as const)
  }

  /** Waits until the database holds what is drawn: it is written without anybody waiting for it. */
  async keeps(): Promise<void> {
    await eventually(async () => {
      const { messages, queue } = await this.shown()
      const { rows, waiting } = await this.page.evaluate(readRows)
      expect(waiting).toEqual(queue)
      for (const { id, state, text } of messages) expect(rows).toContainEqual({ id, state, text })
    })
  }

  /** Waits until the database holds the last answer as it grows, with as much of its text as is drawn now: it is written once a second. */
  async keepsGrowing(): Promise<void> {
    const { id, text: drawn } = await this.last()
    await eventually(async () => {
      const { rows } = await this.page.evaluate(readRows)
      const text = rows.find((row) => row.id === id)?.text ?? ''
      expect(text.length).toBeGreaterThanOrEqual(drawn.length)
    })
  }

  /** Waits until the database holds a message so. */
  async holds(id: string, row: { readonly state?: unknown; readonly text?: unknown }): Promise<void> {
    await eventually(async () => expect((await this.page.evaluate(readRows)).rows).toContainEqual(expect.objectContaining({ id, ...row })))
  }

  /** The ids of all rows that the database holds of any conversation, and what waits. */
  async stored(): Promise<{ ids: string[]; waiting: unknown[] }> {
    const { rows, waiting } = await this.page.evaluate(readRows)
    return { ids: rows.map(({ id }) => id), waiting }
  }

  /** Waits until no timer of the page runs, nor anything else comes or goes; resolves with what it holds then. */
  async rests(): Promise<Held> {
    const held = () => this.page.evaluate(() => (window as unknown as ChatWindow).held())
    return eventually(async () => {
      const before = await held()
      expect(before.timers).toBe(0)
      await this.page.waitForTimeout(300)
      expect(await held()).toEqual(before)
      return before
    })
  }

  /** Waits until an answer has this many characters and grows. */
  async grows(atLeast = 10): Promise<string> {
    return eventually(async () => {
      const { role, state, text } = await this.last()
      expect({ role, state }).toEqual({ role: 'assistant', state: 'streaming' })
      expect(text.length).toBeGreaterThanOrEqual(atLeast)
      return text
    })
  }

  /** Waits until nothing goes on. */
  async settles(): Promise<ShownMessage> {
    return eventually(async () => {
      const { phase, messages } = await this.shown()
      const last = messages.at(-1)
      expect({ phase, state: last?.state }).toEqual({ phase: 'idle', state: 'done' })
      return last!
    })
  }
}

/** Asks again until what is expected holds. Tests that run side by side have no `expect.poll`. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 45_000, interval: 30 })
}

/** The rows of the page's conversation as the database has them. */
function readRows(): Promise<{ rows: { id: string; state: string; text: string }[]; waiting: unknown[] }> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('rivulet')
    opening.addEventListener('error', () => reject(new Error('The database cannot be opened.')))
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction(['messages', 'queue'])
      const messages = transaction.objectStore('messages').getAll()
      const queue = transaction.objectStore('queue').getAll()
      opening.result.close()
      transaction.addEventListener('complete', () =>
        resolve({
          rows: messages.result.map(({ row: { id, state, wire } }) => ({ id, state, text: wire.content ?? '' })),
          waiting: queue.result.map(({ row }) => row.content),
        }),
      )
    })
  })
}
