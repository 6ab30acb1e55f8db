import { admitRequest } from '../guard/admitRequest.js'
import { readRequest } from '../guard/readRequest.js'
import { Refusal } from '../guard/Refusal.js'
import { digest, idempotencyKeyOf, newRunId, runIdOf } from '../guard/runIds.js'
import type { Producer } from '../run/Producer.js'
import type { RunView } from '../run/RunView.js'
import { forwardedHeaders } from '../upstream/forwardedHeaders.js'
import { answer } from './answer.js'
import { type Asked, beginRun, checkSame } from './beginRun.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { expiredRun } from './runStatus.js'

/** `POST …/chat/completions`: begins a run, or joins the one of the same `Idempotency-Key`. */
export async function postChat(relay: RelayContext, request: Request, principal: Principal): Promise<Response> {
  const { limits, options, admission } = relay
  const idempotencyKey = idempotencyKeyOf(request.headers)
  const asked = await readRequest(request, limits.requestBytes)
  const body = admitRequest(asked, {
    models: options.models,
    maxTokens: limits.maxTokens,
    maxChoices: limits.maxChoices,
    asksUsage: options.onUsage !== undefined,
  })
  refuseWhereFull(relay)
  const id = idempotencyKey === undefined ? newRunId() : await runIdOf(principal.key, idempotencyKey)
  const fingerprint = await digest(JSON.stringify(asked))
  await admission.count(principal.key)
  // Before anything is begun: an answer that its caller may not read would be paid for all the same.
  const leave = admission.addReader(principal.key)
  try {
    const headers = forwardedHeaders(request.headers, options.forwardHeaders ?? [])
    const addedUsage = asked['stream_options'] !== body['stream_options']
    const { signal } = request
    const hasKey = idempotencyKey !== undefined
    return await answerRun(relay, { id, principal, fingerprint, request: { body, headers, addedUsage }, hasKey, signal }, leave)
  } catch (error) {
    leave()
    throw error
  }
}

/** @param leave gives back the caller's place among the readers; called unless this rejects */
async function answerRun(relay: RelayContext, asked: Asked, leave: () => void): Promise<Response> {
  const { id, principal, fingerprint, request, hasKey, signal } = asked
  const read = (view: RunView, producer: Producer | undefined, isResumable: boolean): Promise<Response> => {
    const streams = request.body['stream'] === true
    const onLeave = () => {
      leave()
      if (!isResumable && view.readers === 0) producer?.abandon('stopped', { reason: 'abandoned' })
    }
    return answer(relay, { view, principal, streams, isResumable, signal, onLeave })
  }
  const join = (of: string): void => {
    checkSame(fingerprint, of)
    relay.log({ event: 'run-joined', run: id, principal: principal.key })
  }
  const begun = await beginRun(relay, asked)
  if ('status' in begun) {
    const { status } = begun
    join(status.fingerprint)
    if (status.state === 'expired') throw expiredRun()
    return read(await relay.runs.follow(id, status), undefined, true)
  }
  const { producer, isNew } = begun
  if (!isNew) join(producer.fingerprint)
  const response = await read(producer.view, producer, producer.store === relay.store)
  // Whoever left before it had the run's id can only come back by its key.
  if (isNew && signal.aborted && !hasKey) producer.abandon('stopped', { reason: 'abandoned' })
  return response
}

/** Every run is served, or refused before it costs anything. */
function refuseWhereFull({ runs, isClosing }: RelayContext): void {
  const why = isClosing
    ? 'This relay process shuts down.'
    : runs.isFull
      ? 'This relay process has as many runs as it may.'
      : runs.isLate
        ? 'This relay process is too busy.'
        : undefined
  if (why) throw new Refusal(503, 'relay_busy', `${why} Nothing was started. Try again in a moment.`, { 'retry-after': '1' })
}
