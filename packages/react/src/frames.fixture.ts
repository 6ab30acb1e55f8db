import { createChatClient, type ChatClient } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'

/** A client whose answers come as fast as they can be read, and the models that were asked, in order. */
export function torrent(): { readonly client: ChatClient; readonly models: readonly string[] } {
  const models: string[] = []
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 2000 }))
  const fetch: typeof globalThis.fetch = (input, init) => {
    models.push(JSON.parse(init?.body as string).model)
    return gateway(input, init)
  }
  return { models, client: createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch }) }
}

/** So long a chat waits for a frame at least before it shows what came without one, in milliseconds. */
const FRAMELESS_MS = 125

/**
 * Counts the moments at which a chat may show what came, until it is stopped by what it returns, which gives their number: animation frames, and where a busy
 * machine gives none for long, those that pass without one.
 */
export function countFrames(): () => number {
  let moments = 0
  let isCounting = true
  let lastMs = performance.now()
  const look = () => {
    const nowMs = performance.now()
    moments += Math.floor((nowMs - lastMs) / FRAMELESS_MS)
    lastMs = nowMs
  }
  const count = () => {
    look()
    moments += 1
    if (isCounting) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  return () => {
    isCounting = false
    look()
    return moments
  }
}
