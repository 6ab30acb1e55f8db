import { retryAfterMs } from '@rivulet/core'
import type { EndEntry, RunEnd } from '../store/RunStore.js'

/** What the one who ended a run wrote for its readers. */
export interface EndDetail {
  /** Why it was stopped. */
  reason?: 'user' | 'abandoned' | 'shutdown' | undefined
  /** The upstream's status, and its error in its own words without secrets. */
  status?: number | undefined
  error?: Readonly<Record<string, unknown>> | undefined
  headers?: Readonly<Record<string, string>> | undefined
  /** What failed. */
  code?: string | undefined
  message?: string | undefined
}

export function toEnd(state: RunEnd['state'], detail: EndDetail = {}): RunEnd {
  return { state, detail: JSON.stringify(detail) }
}

export function detailOf({ detail }: RunEnd): EndDetail {
  try {
    const value: unknown = JSON.parse(detail)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const LOST = 'The relay process that held this run is gone. What came is kept, and nothing more will come. Ask again.'

/** The error of a run that ended with one, in OpenAI's shape; of one that was refused with what its head said: the status, and the seconds to wait. */
export function errorOfEnd(end: RunEnd): Record<string, unknown> | undefined {
  const { status, headers, error, code, message } = detailOf(end)
  if (end.state === 'refused') {
    const waitMs = retryAfterMs(new Headers(headers))
    return { ...error, ...(status !== undefined && { status }), ...(waitMs !== undefined && { retry_after: waitMs / 1000 }) }
  }
  if (end.state === 'failed') return { message, type: 'relay_error', code, param: null }
  if (end.state === 'lost') return { message: LOST, type: 'relay_error', code: 'relay_lost', param: null }
  return undefined
}

/** The end as readers get it: server-sent events with the id of the end on the first, unless they have that already. */
export function drawEnd({ epoch, last, end }: EndEntry, runId: string, hasId = true): string {
  const id = hasId ? `id: ${epoch}.${last}\n` : ''
  if (end.state === 'done') return `${id}data: [DONE]\n\n`
  const error = errorOfEnd(end)
  if (error) return `${id}data: ${JSON.stringify({ error })}\n\n`
  const { reason } = detailOf(end)
  const notice = drawNotice(runId, { state: end.state, ...(reason && { reason }) })
  return end.state === 'stopped' ? `${id}${notice}data: [DONE]\n\n` : id + notice
}

/** Tells readers that what they have is no beginning of the run: everything follows from its first event. */
export function drawReset(runId: string): string {
  return `event: rivulet.reset\n${drawNotice(runId, { reset: true })}`
}

/** A chunk without choices, as one with usage is: every client passes over it but one that knows `rivulet`. */
function drawNotice(runId: string, rivulet: object): string {
  const chunk = { id: runId, object: 'chat.completion.chunk', created: Math.floor(Date.now() / 1000), model: '', choices: [], rivulet }
  return `data: ${JSON.stringify(chunk)}\n\n`
}
