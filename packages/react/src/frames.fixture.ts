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

/** Counts animation frames until it is stopped by what it returns, which gives their number. */
export function countFrames(): () => number {
  let frames = 0
  let isCounting = true
  const count = () => {
    frames += 1
    if (isCounting) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  return () => {
    isCounting = false
    return frames
  }
}
