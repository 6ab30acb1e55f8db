import { StoreUnavailableError, unavailable } from '../StoreUnavailableError.js'
import type { LinkEvents, RedisLink } from './RedisLink.js'

interface Waiting {
  resolve: (link: RedisLink) => void
  reject: (error: unknown) => void
}

/** A link that is opened when it is first needed, and never makes anybody wait longer than the deadline. */
export class Connection {
  readonly #open: (events: Pick<LinkEvents, 'onReady' | 'onFailure'>) => RedisLink
  readonly #timeoutMs: number
  #link: RedisLink | undefined
  #isClosed = false
  #heardAtMs = 0
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
    if (asked !== this.#link || !asked.isReady() || performance.now() - this.#heardAtMs < 2 * this.#timeoutMs) return
    this.#link = undefined
    asked.destroy()
  }
}
