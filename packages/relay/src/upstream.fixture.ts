import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that reached the upstream, answered by the test, step by step. */
export class Call {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
  /** Resolves when the connection is gone, however. */
  readonly closed: Promise<unknown>
  isClosed = false
  readonly #res: ServerResponse

  constructor(path: string, headers: IncomingHttpHeaders, body: Record<string, unknown>, res: ServerResponse) {
    this.path = path
    this.headers = headers
    this.body = body
    this.#res = res
    this.closed = once(res, 'close').then(() => (this.isClosed = true))
  }

  head(status = 200, headers: Record<string, string> = { 'content-type': 'text/event-stream' }): this {
    this.#res.writeHead(status, headers)
    this.#res.flushHeaders()
    return this
  }

  write(text: string): this {
    this.#res.write(text)
    return this
  }

  /** One chunk for each text. */
  say(...texts: string[]): this {
    return this.write(texts.map((text) => chunk({ content: text })).join(''))
  }

  /** As a gateway ends: reason, usage, `[DONE]`. */
  finish(usage?: object): void {
    this.write(chunk({}, 'stop'))
    if (usage)
      this.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'fake', choices: [], usage })}\n\n`)
    this.end('data: [DONE]\n\n')
  }

  end(text = ''): void {
    this.#res.end(text)
  }

  json(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.#res.writeHead(status, { 'content-type': 'application/json', ...headers })
    this.#res.end(JSON.stringify(body))
  }

  destroy(): void {
    this.#res.destroy()
  }

  /** Breaks the connection off, as a machine does that goes away. */
  reset(): void {
    this.#res.socket?.resetAndDestroy()
  }
}

export function chunk(delta: object, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }]
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'fake', choices })}\n\n`
}

/** A gateway whose answers the test writes itself. */
export interface TestUpstream {
  /** Ends before `/chat/completions`. */
  baseURL: string
  calls: Call[]
  /** The next request that has not been taken. */
  next(): Promise<Call>
  close(): Promise<void>
}

export async function startUpstream(onCall: (call: Call) => void = () => undefined): Promise<TestUpstream> {
  const calls: Call[] = []
  const untaken: Call[] = []
  const waiting: ((call: Call) => void)[] = []
  const server = createServer((req, res) => {
    let text = ''
    req.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    req.on('end', () => {
      const call = new Call(req.url ?? '', req.headers, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>), res)
      calls.push(call)
      const take = waiting.shift()
      if (take) take(call)
      else untaken.push(call)
      onCall(call)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    next() {
      const call = untaken.shift()
      return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push(resolve))
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
