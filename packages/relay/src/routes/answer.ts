import { answerToNobody, CANCELLED, errorResponse, PRIVATE_HEADERS } from '../guard/Refusal.js'
import { detailOf, errorOfEnd } from '../run/endings.js'
import type { RunView } from '../run/RunView.js'
import type { RunEnd, RunStore } from '../store/RunStore.js'
import { readRun } from './readRun.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { expiredRun } from './runStatus.js'
import { orRefuse } from './storeRefusal.js'

export interface AnswerOptions {
  view: RunView
  principal: Principal
  /** Whether the caller asked for a stream, or for one whole reply. */
  streams: boolean
  isResumable: boolean
  /** Of the caller's connection. */
  signal: AbortSignal
  /** Called once the caller leaves, or has all. */
  onLeave: () => void
}

/** Answers the request that began a run, or joined it. */
export async function answer(relay: RelayContext, options: AnswerOptions): Promise<Response> {
  const { view, streams, isResumable, signal, onLeave } = options
  const waitMs = streams ? relay.limits.statusWaitMs : Infinity
  await firstOf(view, signal, waitMs, streams ? hasBegun : hasEnded)
  const { end } = view
  // A stream has a place for the end of a run that was stopped; its status would be taken for a failure.
  const isTold = end && (!streams || (view.lastFrame === 0 && end.end.state !== 'stopped'))
  const refused = isTold ? refusalOf(end.end) : undefined
  if (streams && !refused && !signal.aborted) return stream(relay, options)
  onLeave()
  // Not every server would let go of a body that nobody is there to get.
  if (signal.aborted) return answerToNobody()
  if (refused) return refused
  if (!end) return errorResponse(502, 'relay_lost', 'The relay no longer knows this run. Its store lost it. Ask again.')
  return new Response(await bodyOf(relay, view), {
    headers: {
      ...view.headers,
      ...PRIVATE_HEADERS,
      'content-type': 'application/json',
      ...(isResumable ? { 'x-rivulet-run': view.id } : NOT_RESUMABLE),
    },
  })
}

const NOT_RESUMABLE = { 'x-rivulet-resumable': 'false' }

function stream(relay: RelayContext, { view, principal, isResumable, onLeave }: AnswerOptions): Response {
  const response = readRun(relay, { view, principal, mayReset: false, ...(!isResumable && { headers: NOT_RESUMABLE }), onClose: onLeave })
  if (!isResumable) response.headers.delete('x-rivulet-run')
  return response
}

/** Whether the head of a stream can be told: the upstream's is there, or what came of it. */
function hasBegun(view: RunView): boolean {
  return view.headers !== undefined || view.lastFrame > 0 || hasEnded(view)
}

function hasEnded({ end, isGone }: RunView): boolean {
  return end !== undefined || isGone
}

/** Resolves as soon as `holds` does, the caller is gone, or the time is over. */
function firstOf(view: RunView, signal: AbortSignal, waitMs: number, holds: (view: RunView) => boolean): Promise<void> {
  if (holds(view) || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = waitMs === Infinity ? undefined : setTimeout(done, waitMs)
    const unsubscribe = view.subscribe(() => holds(view) && done())
    signal.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      unsubscribe()
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

/** Statuses of what is no success of the run itself. */
const FAILED: Readonly<Record<string, number>> = { upstream_timeout: 504, relay_lost: 502, limit: 502 }

/** The answer that a run without a single event stands for; undefined where its end is no error. */
function refusalOf(end: RunEnd): Response | undefined {
  const error = errorOfEnd(end)
  const { status, headers, code = '' } = detailOf(end)
  if (end.state === 'refused') return Response.json({ error }, { status: status ?? 502, headers: { ...headers, ...PRIVATE_HEADERS } })
  if (end.state === 'stopped') return errorResponse(CANCELLED, 'run_stopped', 'The run was stopped. There is no answer to give. Ask again.')
  return error && Response.json({ error }, { status: FAILED[code] ?? 502, headers: PRIVATE_HEADERS })
}

/** The body of a whole reply: its one frame's data, which a view that began after it does not hold. */
async function bodyOf({ store }: RelayContext, view: RunView): Promise<string> {
  const lines = (view.holds(0) ? view.framesAfter(0, Infinity) : await firstFrames(store, view.id)).flatMap((frame) => frame.split('\n'))
  return lines.map((line) => line.replace(/^data: ?/, '')).join('\n')
}

async function firstFrames(store: RunStore, id: string): Promise<readonly string[]> {
  const [entry] = await orRefuse(store.read(id, 0, 1), 'The answer is there, and could not be read.')
  if (!entry) throw expiredRun()
  return 'frames' in entry ? entry.frames : []
}
