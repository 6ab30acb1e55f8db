import type { ChatErrorCode, StorageErrorCode } from '@rivulet/chat'

/** Words of an error. */
export interface ErrorLabels {
  /** Titles by the code of a `ChatError`. */
  errorTitles: Record<ChatErrorCode, string>
  /** Titles of what a storage says: its `StorageError`s. */
  storageTitles: Record<StorageErrorCode, string>
  /** Title of an error whose code is none of these. */
  errorTitle: string
  /** The text under the title; the error's own message, which is English, unless this says otherwise. */
  errorText: (error: { code: string; message: string; name?: string | undefined }) => string
  /** The gateway asked to wait this much longer. */
  retryAfter: (duration: string) => string
  /** What the gateway asked to wait is over. */
  retryNow: string
  /** The next try begins by itself after this time; `retryBegins` from then on. */
  retryIn: (duration: string) => string
  retryBegins: string
  /** Names the HTTP status of a failure, a number such as 429. */
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
  storageTitles: {
    quota: 'No room left to keep it',
    unavailable: 'Nothing can be kept here',
    blocked: 'Held up by another tab',
    timeout: 'Keeping it took too long',
    newer: 'Made by a newer version',
    failed: 'It could not be kept',
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
