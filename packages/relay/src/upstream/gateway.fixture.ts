import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { afterAll } from 'vitest'
import { createUpstream } from './createUpstream.js'
import type { Upstream, UpstreamAnswer, UpstreamLimits, UpstreamOpened, UpstreamOptions } from './Upstream.js'

/** What a gateway was asked. */
export interface Asked {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Gateway {
  /** Where its API begins. */
  baseURL: string
  port: number
  /** Every request so far. */
  asked: Asked[]
  server: Server
}

const open: Server[] = []

afterAll(async () => {
  for (const server of open.splice(0)) {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
})

/** Serves a gateway on this machine until the tests of the file have ended. Requests are read whole before they are answered. */
export async function serveGateway(answer: RequestListener): Promise<Gateway> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => (body += text))
    request.on('end', () => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      answer(request, response)
    })
  })
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return { baseURL: `http://127.0.0.1:${port}/v1`, port, asked, server }
}

/** The upstream with limits that no test meets by accident. */
export function upstreamOf(options: UpstreamOptions, limits: Partial<UpstreamLimits> = {}): Upstream {
  return createUpstream(options, { upstreamHeadersMs: 30_000, upstreamIdleMs: 30_000, runBytes: 64 * 2 ** 20, ...limits })
}

/** An upstream whose network is a body in memory, cut anywhere. */
export function upstreamFrom(pieces: readonly (Uint8Array | string)[], contentType = 'text/event-stream'): Upstream {
  const respond = () => {
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces[at++]
        if (piece === undefined) controller.close()
        else controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
      },
    })
    return Promise.resolve(new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { headers: { 'content-type': contentType } }))
  }
  return upstreamOf({ baseURL: 'http://gateway.example/v1', fetch: respond })
}

export const STREAM = { body: { model: 'm', stream: true, messages: [] }, runKey: 'run' } as const
export const WHOLE = { body: { model: 'm', messages: [] }, runKey: 'run' } as const

/** The answer, where it is not refused. */
export function opened(answer: UpstreamAnswer): UpstreamOpened {
  if (answer.kind === 'refused') throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer
}

/** Reads an answer to its end. */
export async function readAll(answer: UpstreamAnswer): Promise<{ end: 'done' | 'cut'; batches: string[][]; frames: string[] }> {
  const batches: string[][] = []
  const end = await opened(answer).read((frames) => void batches.push([...frames]))
  return { end, batches, frames: batches.flat() }
}

/** The events as a client behind the relay gets them. */
export function render({ frames, end }: { frames: readonly string[]; end: 'done' | 'cut' }): string {
  const events = [...frames, ...(end === 'done' ? ['data: [DONE]'] : [])]
  return `: ping\n\n${events.map((frame, at) => `id: 1.${at + 1}\n${frame}\n\n`).join('')}`
}
