import type { ChatErrorCode } from '@rivulet/chat'

/** Words of an error. */
export interface ErrorLabels {
  errorTitles: Record<ChatErrorCode, string>
  /** Title of an error whose code is none of the client's. */
  errorTitle: string
  /** The text under the title; the error's own message, which is English, unless this says otherwise. */
  errorText: (error: { code: string; message: string }) => string
  /** The gateway asked to wait this much longer. */
  retryAfter: (duration: string) => string
  /** What the gateway asked to wait is over. */
  retryNow: string
  /** The next try begins by itself after this time; `retryBegins` from then on. */
  retryIn: (duration: string) => string
  retryBegins: string
  httpStatus: (status: number) => string
  requestId: string
}

export const errorLabels: ErrorLabels = {
  errorTitles: {
    network: 'No connection',
    timeout: 'It took too long',
    http: 'Request refused',
    auth: 'Key not accepted',
    payment: 'No credit left',
    rate_limit: 'Too many requests',
    context_length: 'Conversation too long',
    content_filter: 'Refused by the content filter',
    gateway: 'The gateway failed',
    protocol: 'Unreadable answer',
    limit: 'Answer too large',
    empty_response: 'Empty answer',
    html_response: 'A web page instead of an answer',
    relay_lost: 'Run lost',
  },
  errorTitle: 'Something went wrong',
  errorText: (error) => error.message,
  retryAfter: (duration) => `Wait ${duration} before trying again.`,
  retryNow: 'You can try again now.',
  retryIn: (duration) => `Trying again in ${duration}.`,
  retryBegins: 'Trying again…',
  httpStatus: (status) => `HTTP ${status}`,
  requestId: 'Request',
}
