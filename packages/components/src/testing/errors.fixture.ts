import type { ChatErrorCode } from '@rivulet/chat'
import type { NoticeableError } from '../error/ErrorNotice.js'

const BY_CODE: Record<ChatErrorCode, Omit<NoticeableError, 'code'>> = {
  network: {
    message:
      'The gateway at api.example.com could not be reached. No answer can arrive without a connection. Check the network and baseURL; in a browser the cause may also be CORS (the gateway must allow this origin and the header idempotency-key), an extension, a certificate, or an offline device.',
  },
  timeout: {
    message: 'The gateway did not answer within 300 s. Waiting longer seems pointless. Try again, or raise the limit in timeouts.',
  },
  http: {
    message: 'The gateway answered 404. The request was not carried out. Check baseURL (it ends before /chat/completions) and the model.',
    status: 404,
  },
  auth: {
    message: 'The gateway answered 401. The gateway answers nobody without a valid key. Check apiKey, and that it may use this model.',
    status: 401,
  },
  payment: {
    message: 'The gateway answered 402. The gateway answers again once it is paid. Check the balance or quota of the account.',
    status: 402,
  },
  rate_limit: {
    message: 'The gateway answered 429. Requests come faster than the gateway allows. Wait before trying again.',
    status: 429,
    requestId: 'req_01JD8Z6Q4T9M2B7XKQ0V5N3C1H',
    retryAfterMs: 20_000,
  },
  context_length: {
    message: 'The gateway answered 400. The model cannot read all of it. Shorten the conversation or choose a model with a larger context.',
    status: 400,
  },
  content_filter: {
    message: 'The gateway answered 400. The gateway will refuse the same content again. Change the prompt.',
    status: 400,
  },
  gateway: {
    message: 'The gateway answered 503. The answer is incomplete or missing. Try again; if it stays, ask whoever runs the gateway.',
    status: 503,
  },
  protocol: {
    message:
      'The answer could not be read as a stream of chat completions. What came may be incomplete. Try again, and check that baseURL is an OpenAI-compatible API.',
  },
  limit: {
    message: 'The answer is larger than 67108864 bytes. Reading on would endanger the page. Ask for a shorter answer, or raise limits.',
  },
  empty_response: { message: 'The gateway sent no answer. There is nothing to show. Try again; if it stays, check the model.' },
  html_response: {
    message:
      'The gateway answered with a web page: "Sign in to the network". A web page is no answer. Check baseURL (it ends before /chat/completions), and that no login page of the network is in between.',
  },
  relay_lost: { message: 'The relay no longer knows this run. The run cannot be resumed; what came is kept. Ask again.' },
}

/** One error of every code, worded as the client words it. */
export const ERRORS: readonly NoticeableError[] = Object.entries(BY_CODE).map(([code, error]) => ({ code, ...error }))
