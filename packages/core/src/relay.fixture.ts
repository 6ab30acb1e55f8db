// A relay on loopback that speaks its protocol as a test says: which part of the run's bytes a connection gives, and how it ends.
import type { ServerResponse } from 'node:http'
import { clientOf } from './gateway.fixture.js'
import type { ChatClient, ChatClientOptions } from './index.js'

export const RUN_ID = 'abcdefghijklmnopqrstuv'

/** A request that came, as tests look at it. */
export interface Asked {
  /** Without the path that the relay is mounted at. */
  path: string
  method: string
  lastEventId: string | undefined
  authorization: string | undefined
  contentType: string | undefined
  body: string
}

/** What one request for events is answered. */
export interface Reply {
  status?: number
  headers?: Record<string, string>
  /** In place of the run's events after the one asked for. */
  body?: string
  /** So many bytes of the body are sent. @defaultValue all */
  bytes?: number
  /** What becomes of the connection then; `later` sends the rest more than a second later. @defaultValue `end` */
  last?: 'end' | 'destroy' | 'hold' | 'later'
}

export interface RelayFixture {
  client: ChatClient
  asked: Asked[]
  /** The paths of the requests, each with the event that it goes on after. */
  paths: () => string[]
  /** Resolves when a response was closed while it was held. */
  closing: Promise<void>
}

export interface RelaySetting {
  /** The run's frames: events without their ids and blank lines, the end among them. */
  frames: readonly string[]
  epoch?: number
  /** The answers to requests for events, the POST first; once they are used up, the whole. */
  replies?: readonly Reply[]
  /** The answer to a stop, by its number. */
  onStop?: (response: ServerResponse, count: number) => void
  options?: Partial<ChatClientOptions>
}

/** An event's payload as a frame. */
export const frame = (payload: unknown): string => `data: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}`
export const delta = (fields: object, finish_reason: string | null = null, more: object = {}): string =>
  frame({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta: fields, finish_reason }],
    ...more,
  })
export const notice = (rivulet: object): string =>
  frame({ id: 'r', object: 'chat.completion.chunk', created: 1, model: '', choices: [], rivulet })
export const relayError = (code: string): string =>
  frame({ error: { message: 'Words of the relay.', type: 'relay_error', code, param: null } })
export const done: string = frame('[DONE]')

/** A run's events after the one with the number `after`. */
export const draw = (frames: readonly string[], after = 0, epoch = 1): string =>
  frames
    .slice(after)
    .map((text, at) => `id: ${epoch}.${after + at + 1}\n${text}\n\n`)
    .join('')

/** The frames of a recorded stream. */
export const framesOf = (body: string): string[] => body.split(/(?:\r?\n){2,}/).filter((text) => text.startsWith('data:'))

export async function relayOf(setting: RelaySetting): Promise<RelayFixture> {
  const { frames, epoch = 1, replies = [], onStop, options } = setting
  const asked: Asked[] = []
  const closed = new EventTarget()
  const closing = new Promise<void>((resolve) => closed.addEventListener('close', () => resolve()))
  let reads = 0
  let stops = 0
  const client = await clientOf((request, response) => {
    const { method = '', url = '', headers, body } = request
    const path = url.replace('/v1', '')
    const [lastEventId] = [headers['last-event-id']].flat()
    asked.push({ path, method, lastEventId, authorization: headers.authorization, contentType: headers['content-type'], body })
    if (path.endsWith('/stop')) {
      stops++
      if (onStop) onStop(response, stops)
      else
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: RUN_ID, state: 'stopped', epoch: 2, seq: 9 }))
    } else {
      response.on('close', () => closed.dispatchEvent(new Event('close')))
      const after = Number(lastEventId?.split('.')[1] ?? 0)
      // Who has the id of the end gets that once more.
      const rest = after > 0 && after === frames.length ? `${frames.at(-1)}\n\n` : draw(frames, after, epoch)
      reply(response, rest, replies[reads++] ?? {})
    }
  }, options)
  return { client, asked, closing, paths: () => asked.map(({ path, lastEventId }) => [path, lastEventId].filter(Boolean).join(' ')) }
}

/** Answers with a part of a body. */
export function reply(
  response: ServerResponse,
  events: string,
  { status = 200, headers, body = events, bytes, last = 'end' }: Reply,
): void {
  response.writeHead(status, { 'content-type': 'text/event-stream', 'x-request-id': 'req-1', 'x-rivulet-run': RUN_ID, ...headers })
  response.flushHeaders()
  const part = Buffer.from(body).subarray(0, bytes)
  const finish = () => {
    if (last === 'destroy') response.destroy()
    else if (last === 'end') response.end()
    else if (last === 'later') setTimeout(() => response.end(Buffer.from(body).subarray(bytes)), 1200)
  }
  if (part.length > 0) response.write(part, finish)
  else finish()
}
