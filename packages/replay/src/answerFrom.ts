import { errorBody } from './gateway/errorBody.js'
import type { Handler } from './handler.js'
import type { Recording } from './recording/recording.js'
import { RecordingError } from './recording/recordingError.js'
import { replay, type ReplayOptions } from './recording/replay.js'
import { TRANSPORT_HEADERS } from './transportHeaders.js'

export interface AnswerFromOptions extends ReplayOptions {
  /** Whether it begins anew when every exchange was played. @defaultValue false: a further request is refused with 410, saying so */
  readonly repeat?: boolean | undefined
}

/**
 * A handler that answers POSTs from a recording over HTTP: the n-th with the n-th exchange that was one. Like `fetch` it rejects with a TypeError where the
 * recorded connection broke before there was a response.
 */
export function answerFrom(whole: Recording, { repeat = false, ...options }: AnswerFromOptions): Handler {
  const recording = withoutGets(whole)
  let play = replay(recording, options)
  return async (request) => {
    try {
      return overHttp(await play(request))
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error
      if (!repeat || recording.events.length === 0) return refuse(error.message)
      play = replay(recording, options)
      return overHttp(await play(request))
    }
  }
}

/** Without lists of models and the like, which answer no question. */
function withoutGets(recording: Recording): Recording {
  const gets = recording.events.filter((event) => event[2] === 'request' && event[3].method.toUpperCase() === 'GET')
  const left = new Set(gets.map(([, exchange]) => exchange))
  return { ...recording, events: recording.events.filter(([, exchange]) => !left.has(exchange)) }
}

/** No status that a client tries again: the message is to be read. */
function refuse(message: string): Response {
  return Response.json(errorBody({ message, type: 'invalid_request_error', code: 'recording_exhausted' }), { status: 410 })
}

function overHttp({ body, status, headers: recorded }: Response): Response {
  const headers = new Headers(recorded)
  for (const name of TRANSPORT_HEADERS) headers.delete(name)
  return new Response(body, { status, headers })
}
