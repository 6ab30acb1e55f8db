import type { Fault, Harm } from './faults.fixture.js'
import { MAY_LOSE } from './faults.fixture.js'
import type { HistoryReader } from './HistoryReader.fixture.js'
import type { HistoryRun, Told } from './HistoryRun.fixture.js'
import type { UpstreamAnswer } from './processes.fixture.js'
import type { RunLog } from './readLog.fixture.js'

/** Everything that is known of a run when all is over. */
export interface Evidence {
  run: HistoryRun
  log: RunLog
  answer: UpstreamAnswer
  plan: readonly Fault[]
  harm: Harm
  heartbeatMs: number
  lostBoundMs: number
  /** Whether a Redis that was away is no excuse for a lost run. */
  isPatient?: boolean
}

/** What a run's history tells. */
export interface Verdict {
  failures: string[]
  /** How it ended; undefined where the store forgot it, or it never began. */
  end: string | undefined
  /** From the death of its producer until the first reader knew, where nothing else was wrong. */
  lostMs?: number | undefined
}

/** So long after Redis was emptied something may still come that was before. */
const SETTLED_MS = 1000

/** Holds a run to what was promised, whatever happened to the processes. */
export function checkRun(evidence: Evidence): Verdict {
  const { run, log, answer, harm } = evidence
  const failures = [...run.problems, ...log.problems, ...run.readers.flatMap(({ problems }) => problems)]
  if (answer.asked === 0 && log.events.size === 0) return { failures, end: undefined }
  if (answer.asked > 1) failures.push(`the upstream was asked ${answer.asked} times`)
  if (answer.asked > 0 && !answer.ended) failures.push('the upstream was never let go')
  if (run.reports > 1) failures.push(`its use was reported ${run.reports} times`)
  if (log.events.size === 0) {
    if (!mayBeForgotten(evidence)) failures.push(`its log is gone; its state is ${log.state}`)
    return { failures, end: undefined }
  }
  // A store that forgot an end that its producer had not heard of gets the run anew: what was told before binds nobody.
  const sinceMs = (harm.emptiedMs ?? -Infinity) + SETTLED_MS + harm.seenLateMs
  failures.push(...checkLog(evidence))
  failures.push(
    ...checkTold(
      run.told.filter(({ atMs }) => atMs > sinceMs),
      log,
    ),
  )
  for (const reader of run.readers) if (!reader.end || reader.end.atMs > sinceMs) failures.push(...checkReader(reader, log))
  const end = log.events.get(log.events.size)?.end
  return { failures, end, lostMs: end === 'lost' ? lostAfter(evidence, failures) : undefined }
}

/** One end, at the end; all numbers; and of the upstream's tokens each once, in order. */
function checkLog({ run, log, answer, plan, harm, heartbeatMs, isPatient = false }: Evidence): string[] {
  const failures: string[] = []
  const { size } = log.events
  const last = log.events.get(size)
  if (log.ends !== 1) failures.push(`the log has ${log.ends} ends`)
  if (!last?.end) failures.push(`the last of ${size} numbers is no end`)
  else if (last.end !== log.state) failures.push(`the log ends as ${last.end}, the state is ${log.state}`)
  for (let seq = 1; seq < size; seq++) {
    const data = log.events.get(seq)?.data
    if (data === undefined) failures.push(`the log lacks ${seq}`)
    else if (!data.includes(`"${run.tag}:${seq} "`)) failures.push(`the log has at ${seq}: ${data.slice(-60)}`)
  }
  const tokens = size - 1
  if (last?.end === 'done' && tokens !== run.tokens) failures.push(`done with ${tokens} of ${run.tokens} tokens`)
  if (last?.end === 'failed' && tokens !== run.dieAfter)
    failures.push(`failed with ${tokens} tokens, the upstream died after ${run.dieAfter}`)
  if (last?.end === 'stopped' && run.stopsAsked === 0) failures.push('stopped, and nobody asked for it')
  if (last?.end === 'lost' && !mayBeLost(isPatient ? plan.filter((fault) => fault !== 'redisDownLong') : plan, harm, heartbeatMs))
    failures.push(`lost, although its producer lived, and relays were held up for no more than ${Math.round(harm.heldUpMs)} ms in all`)
  if (tokens > answer.sent) failures.push(`${tokens} tokens of ${answer.sent}`)
  return failures
}

/** Where a busy machine forgets a relay or Redis for long, the relay looks dead to the others, and rightly so. */
function mayBeLost(plan: readonly Fault[], { heldUpMs }: Harm, heartbeatMs: number): boolean {
  return heldUpMs > heartbeatMs / 2 || plan.some((fault) => MAY_LOSE.includes(fault))
}

/** A stop has one moment: whoever was told of an end was told the one that the log has. */
function checkTold(told: readonly Told[], log: RunLog): string[] {
  const { size } = log.events
  const last = log.events.get(size)
  const failures: string[] = []
  for (const { status, state, epoch, seq } of told.filter(isDefinite)) {
    if (state === last?.end && epoch === last?.epoch && seq === size) continue
    failures.push(`told ${status} ${state} ${epoch}.${seq}, the log says ${last?.end} ${last?.epoch}.${size}`)
  }
  const sinceMs = Math.min(...told.filter(isDefinite).map(({ atMs }) => atMs))
  const after = told.find(({ status, state, askedMs }) => status === 200 && state === 'running' && askedMs > sinceMs)
  if (after) failures.push(`told running after an end was told`)
  return failures
}

export function isDefinite({ status, state }: Told): boolean {
  return status === 200 && state !== 'running'
}

/** What a reader has in the end is the log, number by number. */
function checkReader({ events, end, isGone }: HistoryReader, log: RunLog): string[] {
  const { size } = log.events
  // The upstream never ran it; who asked again by its key got the next epoch.
  if (end?.end === 'refused' && events.length === 1 && (log.events.get(1)?.epoch ?? 0) > end.epoch) return []
  for (const { epoch, seq, data } of events) {
    const logged = log.events.get(seq)
    if (!logged || logged.epoch !== epoch || logged.data !== data)
      return [`a reader has ${epoch}.${seq} ${data.slice(-60)}; the log has ${logged?.epoch}.${seq} ${logged?.data.slice(-60)} of ${size}`]
  }
  if (isGone) return ['a reader was told that there is no such run']
  if (!end) return [`a reader never saw the end: it has ${events.length} of ${size}`]
  return events.length === size ? [] : [`a reader ended with ${events.length} of ${size}`]
}

/** A store without a disk forgets what had ended; what its producers still wrote comes back. A log that was evicted is not written again by an end of others. */
function mayBeForgotten({ run, log, answer, plan, harm }: Evidence): boolean {
  if (plan.includes('evictLogs')) return log.state === 'stopped' || log.state === 'lost'
  const { emptiedMs } = harm
  if (emptiedMs === undefined) return false
  const wasHarmed = harm.killedMs[run.home] !== undefined || harm.pausedMs[run.home] !== undefined
  return wasHarmed || answer.ended === undefined || answer.ended.atMs < emptiedMs + SETTLED_MS + harm.seenLateMs
}

/** Where only a kill was at work, the loss is told in time. */
function lostAfter({ run, plan, harm, lostBoundMs }: Evidence, failures: string[]): number | undefined {
  const killedMs = harm.killedMs[run.home]
  const toldMs = Math.min(...run.readers.flatMap(({ end }) => (end ? [end.atMs] : [])))
  const isAlone = plan.filter((fault) => fault !== 'calm').length === 1
  if (killedMs === undefined || !Number.isFinite(toldMs) || !isAlone) return undefined
  const lostMs = toldMs - killedMs
  const boundMs = lostBoundMs + 4 * harm.stalledMs + 2 * harm.seenLateMs
  if (lostMs > boundMs) failures.push(`lost was told after ${Math.round(lostMs)} ms, the bound is ${Math.round(boundMs)}`)
  return lostMs
}
