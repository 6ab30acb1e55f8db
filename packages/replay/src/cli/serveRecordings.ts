import { systemClock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import { CORS_HEADERS, preflightResponse } from '../gateway/cors.js'
import { errorBody } from '../gateway/errorBody.js'
import { encodeBody } from '../gateway/faultyRun.js'
import { refuse, refuseMethod, refuseUrl } from '../gateway/refuse.js'
import type { Handler } from '../handler.js'
import { listOf } from '../jsonObject.js'
import { exchangesOf, type RecordedExchange } from '../recording/exchanges.js'
import { withFaults } from '../recording/pickExchange.js'
import type { Recording } from '../recording/recording.js'
import { toResponse, untilAborted } from '../recording/replay.js'
import { playTimeline } from '../timeline.js'
import { TRANSPORT_HEADERS } from '../transportHeaders.js'
import { chooseRecording } from './chooseRecording.js'
import { parsedBody } from './parsedBody.js'

export interface NamedRecording {
  readonly name: string
  readonly recording: Recording
}

export interface ServeRecordingsOptions extends FaultOptions {
  /** A factor on the recorded pace; Infinity: at once. */
  readonly speed: number
  /** Told of each answer: what was asked, which recording answers, and why. */
  readonly onAnswer: (line: string) => void
}

/** A gateway that answers with recordings: `POST …/chat/completions`, and `GET …/models`, which lists their names. */
export function serveRecordings(recordings: readonly NamedRecording[], { speed, onAnswer, ...faults }: ServeRecordingsOptions): Handler {
  const tapes = recordings.map(({ name, recording }) => ({
    name,
    exchanges: exchangesOf(recording).filter(isAnswer),
    turns: new Map<number, number>(),
    requests: 0,
  }))
  const choose = chooseRecording(tapes)

  return async (request) => {
    if (request.method === 'OPTIONS') return preflightResponse(request)
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/models')) return request.method === 'GET' ? listModels(recordings) : refuseMethod(request, 'GET')
    if (!pathname.endsWith('/chat/completions')) return refuseUrl(request)
    if (request.method !== 'POST') return refuseMethod(request, 'POST')

    const startedAtMs = systemClock.now()
    const body = parsedBody(await request.text())
    const chosen = choose(request.headers.get('x-rivulet-recording'), body)
    if (!chosen) return refuseName(recordings)
    const { tape, why } = chosen
    const turn = turnOf(tape, listOf(body['messages']).length)
    const exchange = turn.exchange
    if (!exchange) return refuse(404, { message: `The recording ${tape.name} holds no answer.`, code: 'recording_empty' })
    tape.requests += 1
    const { answer } = withFaults(withoutTransport(exchange), 0, faults, tape.requests)
    if (!answer?.withheld) turn.advance()
    onAnswer(`POST ${pathname}: ${tape.name} (${why})`)

    const { signal } = request
    if (!answer && exchange.end === 'abort') return untilAborted(signal)
    const waitMs = (answer?.headAtMs ?? exchange.durationMs) / speed
    if (waitMs > 0) await systemClock.sleep(waitMs, signal)
    if (!answer) return brokenResponse()
    const response = toResponse(answer, () => playTimeline(answer.timeline, { clock: systemClock, signal, speed, startedAtMs }))
    if (!response.body) return response
    const encoded = encodeBody(response.body, answer.headers, request)
    return new Response(encoded.body, { status: answer.status, headers: { ...encoded.headers, ...CORS_HEADERS } })
  }
}

interface Tape {
  readonly exchanges: readonly RecordedExchange[]
  /** How often each number of messages was asked for. */
  readonly turns: Map<number, number>
}

function isAnswer({ request }: RecordedExchange): boolean {
  return request?.method !== 'GET'
}

/** The exchange whose conversation is as long as the request's, else any; those that suit answer one after the other, round and round. */
function turnOf(
  { exchanges, turns }: Tape,
  messages: number,
): { readonly exchange: RecordedExchange | undefined; readonly advance: () => void } {
  const alike = exchanges.filter(({ request }) => listOf(parsedBody(request?.body ?? '')['messages']).length === messages)
  const key = alike.length > 0 ? messages : -1
  const suiting = alike.length > 0 ? alike : exchanges
  const turn = turns.get(key) ?? 0
  return { exchange: suiting[turn % suiting.length], advance: () => void turns.set(key, turn + 1) }
}

function withoutTransport(exchange: RecordedExchange): RecordedExchange {
  const { answer } = exchange
  if (!answer) return exchange
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !TRANSPORT_HEADERS.has(name.toLowerCase())))
  return { ...exchange, answer: { ...answer, headers } }
}

/** @see https://platform.openai.com/docs/api-reference/models/list */
function listModels(recordings: readonly NamedRecording[]): Response {
  const data = recordings.map(({ name, recording: { header } }) => ({
    id: name,
    object: 'model',
    created: Math.floor(Date.parse(header.startedAt ?? '') / 1000) || 0,
    owned_by: header.gateway ?? 'recording',
  }))
  return Response.json({ object: 'list', data }, { headers: CORS_HEADERS })
}

function refuseName(recordings: readonly NamedRecording[]): Response {
  const names = recordings.map(({ name }) => name).join(', ')
  return refuse(404, {
    message: `There is no recording of the name in x-rivulet-recording. There are: ${names}.`,
    code: 'recording_not_found',
  })
}

/** HTTP cannot be answered with no answer at all. */
function brokenResponse(): Response {
  const message = 'The recorded connection broke before there was a response, so there is none to give.'
  return Response.json(errorBody({ message, type: 'server_error', code: 'recorded_connection_broke' }), {
    status: 502,
    headers: CORS_HEADERS,
  })
}
