import { http, type HttpHandler, HttpResponse, type Path } from 'msw'
import { answerFrom, type AnswerFromOptions } from '../answerFrom.js'
import type { Recording } from '../recording/recording.js'

/** Options of {@link recordingHandler}: which requests it answers, and how. */
export interface RecordingHandlerOptions extends AnswerFromOptions {
  /** Which POSTs are answered: a path or an address as MSW takes it. @defaultValue '*\/chat/completions', of any host */
  readonly url?: Path | undefined
}

/**
 * A handler of Mock Service Worker that answers from a recording, read by read in its recorded time: the n-th request with the n-th POST. In
 * Node by `setupServer`, in a page by `setupWorker`; whoever leaves early ends it there too.
 * @see https://mswjs.io/docs/api/http
 */
export function recordingHandler(
  recording: Recording,
  { url = '*/chat/completions', ...options }: RecordingHandlerOptions = {},
): HttpHandler {
  const answer = answerFrom(recording, options)
  return http.post(url, async ({ request }) => {
    try {
      const response = await answer(request)
      // In Node MSW speaks HTTP/1.1 to the client, where only a body in chunks that breaks off differs from one that has ended.
      response.headers.set('transfer-encoding', 'chunked')
      return response
    } catch {
      // The connection that broke before there was a response, or a caller that has left meanwhile.
      return HttpResponse.error()
    }
  })
}
