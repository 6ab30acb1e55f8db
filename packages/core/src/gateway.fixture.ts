// A gateway on loopback that answers as a test says, and a client of it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { createChatClient, type ChatClient, type ChatClientOptions, type ChatRequestBody } from './index.js'

export const request: ChatRequestBody = { model: 'm', messages: [{ role: 'user', content: 'hi' }] }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Handler = (request: IncomingMessage & { body: string }, response: ServerResponse) => void

/** Serves on the loopback and returns a client of it; nothing is tried again unless a test says so. */
export async function clientOf(handler: Handler, options: Partial<ChatClientOptions> = {}): Promise<ChatClient> {
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (piece: Buffer) => (body += piece.toString()))
    incoming.on('end', () => handler(Object.assign(incoming, { body }), response))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return createChatClient({ baseURL, apiKey: 'sk-canary-1234567890', retry: { maxRetries: 0 }, ...options })
}

/** A chunk as it stands in a stream. */
export const chunk = (delta: object, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
/** A whole stream that says Hello. */
export const answer: string = `${chunk({ role: 'assistant', content: 'Hel' })}${chunk({ content: 'lo' })}${chunk({}, 'stop')}data: [DONE]\n\n`

/** Answers with a stream. */
export function stream(response: ServerResponse, body: string = answer): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req-1' }).end(body)
}

/** Answers with a status and a body. */
export function fail(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...headers }).end(body)
}

/** Sends one token, keeps the connection open, and tells when it was closed. */
export async function endless(): Promise<{ client: ChatClient; closing: Promise<unknown> }> {
  const closed = new EventTarget()
  const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'Hel' }))
    response.on('close', () => closed.dispatchEvent(new Event('close')))
  })
  return { client, closing }
}

/** The body of an error. */
export const said = (message: string, more: object = {}): string => JSON.stringify({ error: { message, ...more } })
