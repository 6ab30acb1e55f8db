import { plural } from '../shared/format.js'
import type { EventKind } from '../inspector/describeEvent.js'
import type { InspectedEnding, InspectedStep } from '../inspector/InspectedRun.js'

/** Words of the inspector of streams. */
export interface InspectorLabels {
  inspector: string
  /** A run's name in the choice of runs; `number` counts from 1, `title` may be empty. */
  runName: (number: number, title: string) => string
  inspectedRun: string
  comparedRun: string
  /** In place of a second run, while there is none. */
  compareWith: string
  copyRun: string
  copyEvent: string
  exportRun: string
  clearRuns: string
  /** Nothing has been sent yet. */
  noRuns: string
  /** A run of which nothing has come. */
  noEvents: string
  noSuchEvents: string
  /** Names the rows of one run. */
  eventsOf: (name: string) => string
  filterEvents: string
  clearEventFilter: string
  kindFilter: string
  /** The kind that stands for all that is no event: request, response, retries, the end. */
  runSteps: string
  /** Stands where earlier events were: `shown` is their number in the locale's digits, `count` picks the plural. */
  eventsGone: (count: number, shown: string) => string
  newestEvents: string
  /** Names what an event brings, and filters by it. */
  eventKinds: Record<EventKind, string>
  /** Names a step. */
  stepKinds: Record<InspectedStep['kind'], string>
  /** What is said of a run's ending, after the word for `end`. */
  runEndings: Record<InspectedEnding['kind'], string>
  /** How a connection ended, after the word for `close`. */
  connectionEndings: Record<'eof' | 'error' | 'abort', string>
  /** Names an attempt; `number` counts from 1. */
  attempt: (number: number) => string
  /** A retry or a resumption: why, and how long it waits. */
  afterDelay: (reason: string, delay: string) => string
  timing: string
  tokensOverTime: string
  gapsOverTime: string
  /** In place of both, where the data of the events is not known. */
  eventsOverTime: string
  eventGapsOverTime: string
  tokenCount: string
  eventCount: string
  speed: string
  eventSpeed: string
  gapMedian: string
  /** `percent` is 95 or 99. */
  gapPercentile: (percent: number) => string
  longestGap: string
  figure: string
  difference: string
  nothingToPlot: string
  /** Beside the plot, for the moment under the pointer. */
  plotMoment: (time: string, count: string) => string
}

export const inspectorLabels: InspectorLabels = {
  inspector: 'Stream inspector',
  runName: (number, title) => (title === '' ? `Run ${number}` : `${number} · ${title}`),
  inspectedRun: 'Run',
  comparedRun: 'Compared with',
  compareWith: 'Compare with…',
  copyRun: 'Copy all events',
  copyEvent: 'Copy',
  exportRun: 'Export',
  clearRuns: 'Clear',
  noRuns: 'The stream appears here as it arrives, event by event, exactly as it was sent.',
  noEvents: 'Nothing has come yet.',
  noSuchEvents: 'No event is like that.',
  eventsOf: (name) => `Events of ${name}`,
  filterEvents: 'Filter events',
  clearEventFilter: 'Clear the filter',
  kindFilter: 'Kinds of events',
  runSteps: 'run',
  eventsGone: (count, shown) => `${shown} earlier ${plural(count, 'en', { one: 'event was', other: 'events were' })} let go`,
  newestEvents: 'Newest',
  eventKinds: {
    text: 'text',
    reasoning: 'reasoning',
    tool: 'tool',
    role: 'role',
    finish: 'finish',
    usage: 'usage',
    error: 'error',
    done: 'done',
    comment: 'comment',
    body: 'body',
    event: 'event',
    other: 'other',
  },
  stepKinds: {
    request: 'request',
    response: 'response',
    'first-byte': 'first byte',
    'first-token': 'first token',
    retry: 'retry',
    resume: 'resume',
    warning: 'warning',
    end: 'end',
    close: 'end',
  },
  runEndings: {
    complete: 'Complete',
    stopped: 'Stopped',
    detached: 'Left by its page',
    truncated: 'Cut off before its end',
    stalled: 'Nothing more came',
    failed: 'Failed',
  },
  connectionEndings: { eof: 'Ended', error: 'Broke off', abort: 'Closed by this page' },
  attempt: (number) => `Attempt ${number}`,
  afterDelay: (reason, delay) => `${reason}, again after ${delay}`,
  timing: 'Timing',
  tokensOverTime: 'Tokens over time',
  gapsOverTime: 'Gaps between tokens',
  eventsOverTime: 'Events over time',
  eventGapsOverTime: 'Gaps between events',
  tokenCount: 'Tokens',
  eventCount: 'Events',
  speed: 'Tokens/s',
  eventSpeed: 'Events/s',
  gapMedian: 'Gap, median',
  gapPercentile: (percent) => `Gap, p${percent}`,
  longestGap: 'Longest gap',
  figure: 'Figure',
  difference: 'Difference',
  nothingToPlot: 'There is nothing to plot: the answer did not come in pieces.',
  plotMoment: (time, count) => `${count} after ${time}`,
}
