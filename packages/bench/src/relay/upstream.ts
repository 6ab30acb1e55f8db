// A gateway that costs next to nothing: events at a steady rate, each with its number and the time at which it was written. HTTP is spoken by hand, since Node's own server
// would take more than the relay under test.
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { nowUs } from './clock.ts'
import { wordAt } from './words.ts'
import { serveDuties, used } from './Worker.ts'

/** What a run is asked to be, in the field `bench` of its request. */
export interface Order {
  events: number
  /** Events a second. */
  rate: number
  /** So many events come at once at the beginning. */
  burst?: number
}

interface Answering {
  socket: Socket
  events: number
  sent: number
  periodUs: number
  nextUs: number
}

const TICK_MS = 5
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
const LAST =
  'data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

const answering = new Set<Answering>()

const server = createServer({ noDelay: true }, (socket) => {
  let text = ''
  let current: Answering | undefined
  socket.on('error', () => undefined)
  socket.on('close', () => current && answering.delete(current))
  socket.setEncoding('latin1').on('data', (piece: string) => {
    text += piece
    const body = text.indexOf('\r\n\r\n') + 4
    const length = Number(/content-length: (\d+)/i.exec(text.slice(0, body))?.[1] ?? 0)
    if (body < 4 || text.length < body + length) return
    const { bench } = JSON.parse(text.slice(body, body + length)) as { bench: Order }
    text = text.slice(body + length)
    current = begin(socket, bench)
  })
})
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })

function begin(socket: Socket, { events, rate, burst = 0 }: Order): Answering {
  socket.write(HEAD)
  const periodUs = 1e6 / rate
  // Runs that began together shall not speak together for ever.
  const run = { socket, events, sent: Math.min(burst, events), periodUs, nextUs: nowUs() + Math.random() * periodUs }
  answering.add(run)
  if (burst > 0) socket.write(chunked(Array.from({ length: run.sent }, (_, n) => event(n)).join('')))
  return run
}

setInterval(() => {
  const now = nowUs()
  for (const run of answering) {
    if (run.nextUs > now) continue
    run.nextUs += run.periodUs
    if (run.sent < run.events) run.socket.write(chunked(event(run.sent++)))
    else {
      answering.delete(run)
      run.socket.write(`${chunked(LAST)}0\r\n\r\n`)
    }
  }
}, TICK_MS)

/** The event of a run with that number, from 0. */
function event(n: number): string {
  const delta = `{"index":0,"delta":{"content":${JSON.stringify(wordAt(n))}},"logprobs":null,"finish_reason":null}`
  const chunk = `{"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1700000000,"model":"bench","choices":[${delta}],"n":${n},"t":${nowUs()}}`
  return `data: ${chunk}\n\n`
}

/** All is ASCII: a character is a byte. */
function chunked(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`
}

export const duties = { used, address: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, open: () => answering.size }
export type UpstreamDuties = typeof duties
server.on('listening', () => serveDuties(duties))
