import { callSafely } from '../callSafely.js'
import { detailOf, type EndDetail } from '../run/endings.js'
import type { Producer } from '../run/Producer.js'
import type { Beating } from '../run/Pulse.js'
import type { RunEnd, RunStore } from '../store/RunStore.js'
import { createUsageMeter } from '../upstream/createUsageMeter.js'
import { UpstreamFailure } from '../upstream/UpstreamFailure.js'
import type { OnFrames, UpstreamAnswer, UpstreamRequest } from '../upstream/Upstream.js'
import { LEASE_MS } from './admissionLimits.js'
import type { Principal, RelayContext } from './RelayContext.js'

/** What a new run is made of. */
export interface NewProduction {
  id: string
  epoch: number
  store: RunStore
  principal: Principal
  fingerprint: string
  request: Omit<UpstreamRequest, 'runKey' | 'signal'>
}

/** Asks the upstream and brings what it answers into the store. Nothing that a caller's connection does reaches it. */
export function produce(relay: RelayContext, { request, principal, ...run }: NewProduction): Producer {
  const { runs, admission, telemetry, options, owner, log } = relay
  const { id } = run
  const startedMs = performance.now()
  const asked = typeof request.body['model'] === 'string' ? request.body['model'] : ''
  const span = telemetry.startRun(asked, request.body['stream'] === true)
  const meter = createUsageMeter()
  const place: Beating = { onPulse: renewing(() => admission.renew(principal.key, id)) }
  runs.pulse.add(place)

  const onEnd = async (end: RunEnd): Promise<void> => {
    runs.pulse.remove(place)
    void admission.release(principal.key, id)
    const elapsedMs = performance.now() - startedMs
    const { model = asked, usage, cost } = await meter.read()
    const report = { runId: id, principal: principal.name, model, usage, cost, ending: end.state, elapsedMs }
    span.end(report)
    const { status, error, code = wordOf(error?.['code']) } = detailOf(end)
    log({ event: 'run-ended', run: id, principal: principal.key, model, state: end.state, status, code, elapsedMs })
    await callSafely(options.onUsage, report, () => log({ event: 'usage-failed', run: id, principal: principal.key }))
    relay.unreported--
  }
  relay.unreported++
  const producer = runs.begin({
    ...run,
    principal: principal.key,
    owner,
    onEnd: (end) => void onEnd(end),
    onStoreFailure: () => telemetry.storeFailed(),
  })
  const onFrames: OnFrames = (frames) => {
    span.firstToken()
    meter.take(frames)
    return producer.push(frames) ?? runs.turns.next()
  }
  log({ event: 'run-started', run: id, principal: principal.key, model: asked })
  void relay.upstream.chat({ ...request, runKey: `${id}.${run.epoch}`, signal: producer.signal }).then(
    (answer) => receive(producer, answer, onFrames),
    (error: unknown) => fail(producer, error),
  )
  return producer
}

async function receive(producer: Producer, answer: UpstreamAnswer, onFrames: OnFrames): Promise<void> {
  const { view } = producer
  if (answer.kind === 'refused') {
    const { status, error, headers } = answer
    return producer.finish('refused', { status, error, headers })
  }
  view.headers = answer.headers
  view.notify()
  try {
    producer.finish(await answer.read(onFrames))
  } catch (error) {
    fail(producer, error)
  }
}

function fail(producer: Producer, error: unknown): void {
  // Whoever let go of the upstream brings the ending.
  if (producer.signal.aborted) return
  const detail: EndDetail =
    error instanceof UpstreamFailure
      ? { code: error.code, message: error.message }
      : { code: 'upstream_broken', message: 'The answer could not be read to its end. What came is kept. Ask again.' }
  producer.finish('failed', detail)
}

/** Renews a place three times as often as it must be. */
function renewing(renew: () => Promise<void>): (nowMs: number) => void {
  let renewedMs = performance.now()
  return (nowMs) => {
    if (nowMs - renewedMs < LEASE_MS / 3) return
    renewedMs = nowMs
    void renew()
  }
}

/** A code of the upstream's own goes into a log where it is a word, since it may write anything there. */
function wordOf(code: unknown): string | undefined {
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined
}
