// A gateway in a process of its own whose answers are scripted by the request's `metadata`: so many numbered tokens at such a rate, and perhaps a death. What became
// of each answer is told under `/answers/{tag}`, in the clock that all processes of one machine share.
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Script {
  tag: string
  tokens: number
  perSecond: number
  /** The connection breaks after so many tokens. */
  dieAfter?: number
  /** It never answers, not even with a head. */
  isSilent?: boolean
}

interface Answer {
  /** How often it was asked for. */
  asked: number
  sent: number
  ended?: { how: 'done' | 'died' | 'closed'; atMs: number }
}

const answers = new Map<string, Answer>()

const server = createServer((req, res) => {
  const tag = /^\/answers\/(.+)$/.exec(req.url ?? '')?.[1]
  if (tag !== undefined) {
    res.end(JSON.stringify(answers.get(tag) ?? { asked: 0, sent: 0 }))
    return
  }
  let text = ''
  req.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  req.on('end', () => answer((JSON.parse(text) as { metadata: Script }).metadata, res))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.once('disconnect', () => process.exit())
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })

function answer({ tag, tokens, perSecond, dieAfter, isSilent = false }: Script, res: ServerResponse): void {
  const state = answers.get(tag) ?? { asked: 0, sent: 0 }
  answers.set(tag, state)
  state.asked += 1
  state.sent = 0
  let timer: ReturnType<typeof setInterval> | undefined
  res.once('close', () => end('closed'))
  if (isSilent) return
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  res.flushHeaders()
  timer = setInterval(next, 1000 / perSecond)

  function next(): void {
    if (state.sent === dieAfter) {
      end('died')
      res.destroy()
      return
    }
    if (state.sent === tokens) {
      end('done')
      res.end('data: [DONE]\n\n')
      return
    }
    state.sent += 1
    const choices = [{ index: 0, delta: { content: `${tag}:${state.sent} ` }, finish_reason: null }]
    res.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'fake', choices })}\n\n`)
  }

  function end(how: 'done' | 'died' | 'closed'): void {
    clearInterval(timer)
    state.ended ??= { how, atMs: Number(process.hrtime.bigint() / 1000n) / 1000 }
  }
}
