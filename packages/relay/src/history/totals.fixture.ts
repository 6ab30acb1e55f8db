import type { Fault } from './faults.fixture.js'
import type { HistoryReport } from './runHistory.fixture.js'

const STALLING: readonly Fault[] = ['pause', 'pauseLong', 'clientPause', 'clientPauseLong', 'redisDownLong', 'redisRestart', 'lossyRestart']

/** How often each occurs: `done 3, lost 1`. */
export function tally(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}

/** One line of what many seeds came to, for whoever looks at the long suite. */
export function describeTotals(reports: readonly HistoryReport[]): string {
  const sum = (count: (report: HistoryReport) => number): number => reports.reduce((total, report) => total + count(report), 0)
  const lost = reports.flatMap(({ lostMs }) => lostMs).toSorted((one, other) => one - other)
  const undisturbed = reports.filter(({ plan }) => !plan.some((fault) => STALLING.includes(fault)))
  const heldUp = Math.max(0, ...undisturbed.map(({ stalledMs }) => stalledMs))
  return [
    `seeds ${reports.map(({ seed }) => seed).join(' ')}`,
    `${sum(({ runs }) => runs)} histories, of which ${sum(({ unbegun }) => unbegun)} never began`,
    `${sum(({ readers }) => readers)} readers, ${sum(({ resumes }) => resumes)} resumes, ${sum(({ resets }) => resets)} resets`,
    `stops: ${sum(({ definiteStops }) => definiteStops)} told, ${sum(({ unknownStops }) => unknownStops)} unknown`,
    `ends: ${tally(reports.flatMap(({ ends }) => ends))}`,
    `lost told after ${Math.round(lost[Math.floor(lost.length / 2)] ?? 0)} ms (median), ${Math.round(lost.at(-1) ?? 0)} ms at most of ${lost.length}, bound ${reports[0]?.lostBoundMs} ms`,
    `the machine held relays up for ${Math.round(heldUp)} ms at most`,
    `faults: ${tally(reports.flatMap(({ plan }) => plan))}`,
    `failures: ${sum(({ failures }) => failures.length)}`,
  ].join('\n  ')
}
