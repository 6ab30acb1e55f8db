import { readEvents } from '@rivulet/core'
import { playedExchanges, type Play } from './playedExchanges.js'
import { plainText, say } from './terminal.js'

/** Writes each event with the time at which it came after its request, and what is no event stream as the text that it is. */
export async function playEvents(play: Play): Promise<void> {
  for await (const { exchange, elapsedMs, ask } of playedExchanges(play)) {
    const leave = new AbortController()
    const { request } = exchange
    say(plainText(`${request?.method} ${request?.url}`))
    const write = (text: string) => {
      // Played at once, nothing has a time.
      const atMs = Number.isFinite(play.speed) ? `${Math.round(elapsedMs())} ms` : ''
      process.stdout.write(`${atMs.padStart(10)}  ${plainText(text)}\n`)
    }
    try {
      const response = await ask(leave.signal, () => leave.abort())
      const type = response.headers.get('content-type') ?? ''
      say(plainText(`${response.status} ${type}`))
      if (!type.startsWith('text/event-stream')) {
        write(await response.text())
        continue
      }
      const onComment = (comment: string) => write(`:${comment}`)
      for await (const event of readEvents(response, { onComment }))
        write(event.type === 'message' ? event.data : `${event.type}: ${event.data}`)
      say('The body ended.')
    } catch {
      say(leave.signal.aborted ? 'Its caller left.' : 'The connection broke.')
    }
  }
}
