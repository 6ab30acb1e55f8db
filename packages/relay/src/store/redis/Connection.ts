import { StoreUnavailableError, unavailable } from '../StoreUnavailableError.js'
import type { LinkEvents, RedisLink } from './RedisLink.js'

interface Waiting {
  resolve: (link: RedisLink) => void
  reject: (error: unknown) => void
}

/** A link that has served for less is not given up for what it answers: while a failover is under way the next may lead to the same server. */
const MIN_LINK_MS = 500

/** A link that is opened when it is first needed, and never makes anybody wait longer than the deadline. */
export class Connection {
  readonly #open: (events: Pick<LinkEvents, 'onReady' | 'onFailure'>) => RedisLink
  readonly #timeoutMs: number
  #link: RedisLink | undefined
  #isClosed = false
  #heardAtMs = 0
  #readyAtMs = 0
  #waiting: Waiting[] = []

  constructor(open: (events: Pick<LinkEvents, 'onReady' | 'onFailure'>) => RedisLink, timeoutMs: number) {
    this.#open = open
    this.#timeoutMs = timeoutMs
  }

  /** Lets `ask` use the link once it is ready, and never after the deadline. Rejects with `StoreUnavailableError`. */
  async call<T>(ask: (link: RedisLink) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new StoreUnavailableError('is closed')
    let asked: RedisLink | undefined
    let isLate = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isLate = true
        if (asked) this.#doubt(asked)
        reject(new StoreUnavailableError(`did not answer within ${this.#timeoutMs} ms`))
      }, this.#timeoutMs)
    })
    const askWhenReady = async () => {
      const link = await this.#whenReady()
      if (isLate) return deadline
      asked = link
      return ask(link)
    }
    try {
      const answer = await Promise.race([askWhenReady(), deadline])
      this.#heardAtMs = performance.now()
      return answer
    } catch (error) {
      if (asked && isReadOnly(error) && performance.now() - this.#readyAtMs >= MIN_LINK_MS) this.#giveUp(asked)
      throw unavailable(error)
    } finally {
      clearTimeout(timer)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#link?.destroy()
    this.#settle(({ reject }) => reject(new StoreUnavailableError('is closed')))
  }

  async #whenReady(): Promise<RedisLink> {
    this.#link ??= this.#openLink()
    if (this.#link.isReady()) return this.#link
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  #openLink(): RedisLink {
    const link = this.#open({
      onReady: () => {
        this.#heardAtMs = performance.now()
        this.#readyAtMs = this.#heardAtMs
        this.#settle(({ resolve }) => resolve(link))
      },
      // Whoever waits for a server that refuses learns it now, not at the deadline.
      onFailure: (error) => this.#settle(({ reject }) => reject(error)),
    })
    link.connect()
    return link
  }

  #settle(each: (waiting: Waiting) => void): void {
    const all = this.#waiting
    this.#waiting = []
    for (const waiting of all) each(waiting)
  }

  /**
   * A link that let a deadline pass, and on which nothing was heard for twice as long, is given up for another. The libraries' own limits do not see to it: that of
   * node-redis is for an idle socket, and a socket on which runs are written is not idle, whether or not anybody is there.
   */
  #doubt(asked: RedisLink): void {
    if (performance.now() - this.#heardAtMs >= 2 * this.#timeoutMs) this.#giveUp(asked)
  }

  /** The next call opens another. One that has broken off comes back by itself. */
  #giveUp(asked: RedisLink): void {
    if (asked !== this.#link || !asked.isReady()) return
    this.#link = undefined
    asked.destroy()
  }
}

/**
 * Whether a server that was a primary is a replica now: after a failover the address leads to another, and this connection, which nothing broke, does not. A script
 * of Redis 6 tells so in the middle of its words.
 */
function isReadOnly(error: unknown): boolean {
  return error instanceof Error && /\bREADONLY /.test(error.message)
}
