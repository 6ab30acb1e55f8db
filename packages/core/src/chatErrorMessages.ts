import { ChatError, type ChatErrorCode, type ChatErrorDetails } from './ChatError.js'

/** Why a failure matters and what to do about it: the second and third part of a message. */
export const ADVICE: Record<ChatErrorCode, string> = {
  network:
    'No answer can arrive without a connection. Check the network and baseURL; in a browser the cause may also be CORS (the gateway must allow this origin and the header idempotency-key), an extension, a certificate, or an offline device.',
  timeout: 'Waiting longer seems pointless. Try again, or raise the limit in timeouts.',
  http: 'The request was not carried out. Check baseURL (it ends before /chat/completions) and the model.',
  auth: 'The gateway answers nobody without a valid key. Check apiKey, and that it may use this model.',
  payment: 'The gateway answers again once it is paid. Check the balance or quota of the account.',
  rate_limit: 'Requests come faster than the gateway allows. Wait before trying again.',
  context_length: 'The model cannot read all of it. Shorten the conversation or choose a model with a larger context.',
  content_filter: 'The gateway will refuse the same content again. Change the prompt.',
  gateway: 'The answer is incomplete or missing. Try again; if it stays, ask whoever runs the gateway.',
  protocol: 'What came may be incomplete. Try again, and check that baseURL is an OpenAI-compatible API.',
  limit: 'Reading on would endanger the page. Ask for a shorter answer, or raise limits.',
  empty_response: 'There is nothing to show. Try again; if it stays, check the model.',
  html_response:
    'A web page is no answer. Check baseURL (it ends before /chat/completions), and that no login page of the network is in between.',
  relay_lost: 'The run cannot be resumed; what came is kept. Ask again.',
}

/** Makes an error whose message says what happened, why it matters and what to do. */
export function chatError(code: ChatErrorCode, what: string, details?: ChatErrorDetails): ChatError {
  return new ChatError(code, `${what} ${ADVICE[code]}`, details)
}
