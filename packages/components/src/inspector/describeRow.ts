import type { Labels } from '../labels/labels.js'
import { asIndentedText } from '../shared/asText.js'
import { descriptionOf, type EventKind } from './describeEvent.js'
import type { InspectedError, InspectedEvent, InspectedRun, InspectedStep } from './InspectedRun.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { TimelineRow } from './timelineOf.js'

/** A row is found by the kind of its event; all steps of a run are one kind. */
export type RowKind = EventKind | 'steps'

/** How a row is drawn: `danger` and `caution` for what went wrong, `success` for what went well to its end. */
export type RowTone = 'danger' | 'caution' | 'success' | 'accent' | undefined

const TONES: Partial<Record<EventKind, RowTone>> = {
  text: 'accent',
  reasoning: 'caution',
  tool: 'caution',
  finish: 'success',
  usage: 'success',
  done: 'success',
  error: 'danger',
}

export function kindOf(row: TimelineRow): RowKind {
  return row.step ? 'steps' : descriptionOf(row.event).kind
}

export function toneOf({ step, event }: TimelineRow): RowTone {
  if (event) return TONES[descriptionOf(event).kind]
  switch (step.kind) {
    case 'response':
      return step.status >= 400 ? 'danger' : 'success'
    case 'retry':
    case 'resume':
    case 'warning':
      return 'caution'
    case 'end':
      return step.ending.kind === 'complete' ? 'success' : step.ending.kind === 'failed' ? 'danger' : 'caution'
    case 'close':
      return step.how === 'eof' ? 'success' : step.how === 'error' ? 'danger' : 'caution'
    case 'request':
    case 'first-byte':
    case 'first-token':
      break
  }
  return undefined
}

/** The word that stands for a row's kind. */
export function nameOf({ step, event }: TimelineRow, words: Labels): string {
  return step ? words.stepKinds[step.kind] : words.eventKinds[descriptionOf(event).kind]
}

/** What a reader looks for in a row. */
export function gistOf({ step, event }: TimelineRow, words: Labels): string {
  return step ? gistOfStep(step, words) : descriptionOf(event).gist
}

/** What is behind a row, as it came; indented where it is JSON. Undefined where nothing is. */
export function rawOf({ step, event }: TimelineRow): string | undefined {
  if (event) return event.data === undefined ? undefined : asIndentedText(event.data)
  if (step.kind === 'first-byte' || step.kind === 'first-token') return undefined
  if (step.kind === 'request' && step.body !== undefined) return asIndentedText(step.body)
  const { atMs: _, attempt: __, kind: ___, ...rest } = step
  return asIndentedText(plain(rest))
}

/** Events as they stood on the wire; a run of which only sizes are known as JSON. */
export function wireTextOf({ events, ...run }: InspectedRun): string {
  if (!events.some(({ data }) => data !== undefined)) return asIndentedText(plain({ ...run, events }))
  return events.map(wireTextOfEvent).join('')
}

function wireTextOfEvent({ type, data = '' }: InspectedEvent): string {
  if (type === 'body') return `${data}\n`
  if (type === 'comment') return `${data.replaceAll(/^/gm, ':')}\n`
  return `${type === 'message' ? '' : `event: ${type}\n`}${data.replaceAll(/^/gm, 'data: ')}\n\n`
}

/** Whether a row holds what a reader searches for; `sought` is in lower case. */
export function holds(row: TimelineRow, sought: string, words: Labels): boolean {
  const { step, event } = row
  const texts = [nameOf(row, words), gistOf(row, words), step ? (step.kind === 'request' ? step.body : undefined) : event.data]
  return texts.some((text) => text?.toLowerCase().includes(sought))
}

function gistOfStep(step: InspectedStep, words: Labels): string {
  const { duration } = inspectorFormats(words.locale)
  switch (step.kind) {
    case 'request': {
      const attempt = step.attempt ?? 1
      return [attempt > 1 && words.attempt(attempt), step.method, step.url].filter(Boolean).join(' ')
    }
    case 'response':
      return String(step.status)
    case 'retry':
    case 'resume':
      return words.afterDelay(gistOfError(step.error, words), duration(step.delayMs))
    case 'warning':
      return `${step.code}: ${step.message}`
    case 'end': {
      const { kind, finishReason, error } = step.ending
      return [words.runEndings[kind], finishReason, error && gistOfError(error, words)].filter(Boolean).join(' · ')
    }
    case 'close':
      return words.connectionEndings[step.how]
    case 'first-byte':
    case 'first-token':
      break
  }
  return ''
}

function gistOfError({ code, status }: InspectedError, words: Labels): string {
  const titles: Readonly<Record<string, string>> = words.errorTitles
  const title = Object.hasOwn(titles, code) ? titles[code] : code
  return status === undefined ? String(title) : `${title} (${status})`
}

/** An error's message is no field that JSON would take along. */
function plain(value: object): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, held: unknown) =>
      held instanceof Error ? Object.assign(Object.fromEntries(Object.entries(held)), { message: held.message }) : held,
    ),
  ) as unknown
}
