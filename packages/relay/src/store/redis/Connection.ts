import { StoreUnavailableError, unavailable } from '../StoreUnavailableError.js'
import type { LinkEvents, RedisLink } from './RedisLink.js'

/** A link that is opened when it is first needed, and never makes anybody wait longer than the deadline. */
export interface Connection {
  /** Lets `use` the link once it is ready, and never after the deadline. Rejects with `StoreUnavailableError`. */
  call<T>(use: (link: RedisLink) => Promise<T>): Promise<T>
  close(): void
}

export function createConnection(open: (events: Pick<LinkEvents, 'onReady' | 'onFailure'>) => RedisLink, timeoutMs: number): Connection {
  let link: RedisLink | undefined
  let isClosed = false
  let waiting: { resolve: (link: RedisLink) => void; reject: (error: unknown) => void }[] = []

  function openLink(): RedisLink {
    const opened = open({
      onReady() {
        const all = waiting
        waiting = []
        for (const { resolve } of all) resolve(opened)
      },
      // Whoever waits for a server that refuses learns it now, not at the deadline.
      onFailure: (error) => rejectAll(error),
    })
    opened.connect()
    return opened
  }

  function rejectAll(error: unknown) {
    const all = waiting
    waiting = []
    for (const { reject } of all) reject(error)
  }

  async function whenReady(): Promise<RedisLink> {
    link ??= openLink()
    if (link.isReady()) return link
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }

  return {
    async call(use) {
      if (isClosed) throw new StoreUnavailableError('is closed')
      let isLate = false
      let timer: ReturnType<typeof setTimeout> | undefined
      const deadline = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          isLate = true
          reject(new StoreUnavailableError(`did not answer within ${timeoutMs} ms`))
        }, timeoutMs)
      })
      try {
        const answer = whenReady().then((ready) => (isLate ? deadline : use(ready)))
        return await Promise.race([answer, deadline])
      } catch (error) {
        throw unavailable(error)
      } finally {
        clearTimeout(timer)
      }
    },
    close() {
      isClosed = true
      link?.destroy()
      rejectAll(new StoreUnavailableError('is closed'))
    },
  }
}
