import { readdirSync } from 'node:fs'
import type { ChatResult } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { fakeClock, type Fault, FAULTS, type Recording, replay, type ServedExchange } from '../index.js'
import { isObject, listOf, type JsonObject, objectOf } from '../jsonObject.js'
import { readRecording } from '../recordingFile.fixture.js'
import { setTimersOn } from '../setTimersOn.fixture.js'
import { askAgain, questionsOf, said } from './askAgain.fixture.js'
import { bodyOf } from './editReads.js'

const names = readdirSync(new URL('../../recordings/', import.meta.url)).map((file) => file.replace('.stream.jsonl', ''))

/** Remembers what a function gave for an object: large answers are looked at in many ways. */
function once<Of extends object, Gives>(work: (of: Of) => Gives): (of: Of) => Gives {
  const known = new WeakMap<Of, Gives>()
  return (of) => {
    const value = known.get(of) ?? work(of)
    known.set(of, value)
    return value
  }
}

/** Asks everything once more, with the faults; no real time passes. */
async function ask(recording: Recording, faults: readonly Fault[]): Promise<ChatResult[]> {
  const clock = fakeClock()
  setTimersOn(clock)
  return clock.until(askAgain(recording, replay(recording, { clock, faults })))
}

/**
 * The events of an answer. One that nothing ended counts where the bytes end, since servers forget the last blank line and connections break in
 * front of it, and not where the caller leaves: there it may go on.
 */
const eventsOf = once((answer: ServedExchange) => {
  const { blocks } = bodyOf(answer)
  return answer.timeline.end.kind === 'abort' ? blocks.filter(({ isEnded }) => isEnded) : blocks
})

/** The payloads of an answer's events. */
const payloads = once((answer: ServedExchange): JsonObject[] =>
  eventsOf(answer).flatMap(({ data }) => {
    try {
      return [objectOf(JSON.parse(data ?? ''))]
    } catch {
      return []
    }
  }),
)

const choicesOf = (payload: JsonObject) => listOf(payload['choices']).filter(isObject)

/** Whether an answer is over with these bytes, whatever happens then: all its choices finished, `[DONE]` after text, or an error. */
function isOver(answer: ServedExchange, whole: ServedExchange): boolean {
  const came = payloads(answer)
  const finished = came
    .flatMap(choicesOf)
    .filter((choice) => choice['finish_reason'])
    .map(({ index }) => index)
  const all = new Set(
    payloads(whole)
      .flatMap(choicesOf)
      .map(({ index }) => index),
  )
  const events = eventsOf(answer)
  if (events.some(({ isDone }) => isDone) && events.some(({ isToken }) => isToken)) return true
  if (came.some(({ error }) => error) && payloads(whole).some(({ error }) => error)) return true
  return finished.length > 0 && new Set(finished).size === all.size
}

/** Whether a fault changed anything that matters: other events, or another end. */
function isStruck(answer: ServedExchange, whole: ServedExchange): boolean {
  return answer.timeline.end.kind !== whole.timeline.end.kind || dataOf(answer) !== dataOf(whole)
}

const dataOf = once((answer: ServedExchange) =>
  bodyOf(answer)
    .blocks.map(({ data }) => data)
    .join('\n'),
)

/** How each question ends, by the fault's own promise and by how it ended when it was recorded. */
function promised(recording: Recording, fault: Fault, own: readonly ChatResult[]): string[] {
  const { promise } = FAULTS.find(({ name }) => name === fault.name) ?? {}
  return questionsOf(recording).map((exchanges, question) => {
    const asRecorded = own[question]?.ending.kind ?? 'none'
    const last = exchanges.at(-1)?.answer
    if (!promise || promise.ending === 'as recorded' || !last) return asRecorded
    const answer = served(last, fault)
    if (answer.withheld === 'intercepted') return promise.ending
    if (answer.status >= 400 || !isStruck(answer, last) || isOver(answer, last)) return asRecorded
    // With not one event there is no answer that could be cut short.
    if (promise.ending === 'truncated' && payloads(answer).length === 0) return 'failed'
    return promise.ending
  })
}

/** What the fault makes of an answer. */
function served(answer: ServedExchange | undefined, { apply }: Fault): ServedExchange {
  if (!answer) throw new Error('There was no response.')
  return servedBy(apply)(answer)
}

const servedBy = once((apply: Fault['apply']) => once((answer: ServedExchange) => apply(answer, Math.random)))

/** What the events that came say, put together without the client. */
function saidBy(answer: ServedExchange): string {
  return payloads(answer)
    .flatMap(choicesOf)
    .map(({ delta }) => {
      const { reasoning_content: reasoning, content, refusal, tool_calls: calls } = objectOf(delta)
      const args = listOf(calls).map((call) => objectOf(objectOf(call)['function'])['arguments'])
      return [reasoning, content, refusal, ...args].filter((text) => typeof text === 'string').join('')
    })
    .join('')
}

const sorted = (text: string) => text.split('').toSorted().join('')

/** What came is kept, whole where all of it came, and in its order. */
function checkText(recording: Recording, fault: Fault, results: readonly ChatResult[], own: readonly ChatResult[]): void {
  const { promise } = FAULTS.find(({ name }) => name === fault.name) ?? {}
  questionsOf(recording).forEach((exchanges, question) => {
    const [now, before] = [results[question], own[question]].map((result) => (result ? said(result) : []))
    const last = exchanges.at(-1)?.answer
    if (!now || !before || !last || !promise) throw new Error('A question was not asked.')
    if (results[question]?.ending.kind === own[question]?.ending.kind && promise.text === 'whole') expect(now).toEqual(before)
    if (promise.text !== 'changed') now.forEach((text, index) => expect(before[index]?.startsWith(text), text).toBe(true))
    // A client that was refused never came to the answer.
    const isAnswered = last.status < 400 && results[question]?.completion.choices.length !== 0
    if (isAnswered) expect(sorted(now.join(''))).toBe(sorted(saidBy(fault.times === Infinity ? served(last, fault) : last)))
    if (promise.text === 'none') expect(now.join('')).toBe('')
  })
}

/** Places at which a stream is cut: at each, what is there is another thing. */
function placesIn(recording: Recording): (number | '100%')[] {
  const answer = questionsOf(recording).at(-1)?.at(-1)?.answer
  if (!answer) return []
  const { body, blocks } = bodyOf(answer)
  // Megabytes take a second each time, and have no place that the others lack.
  if (body.length > 1_000_000) return []
  const token = blocks.find(({ isToken }) => isToken)
  const done = blocks.find(({ isDone }) => isDone)
  const character = body.findIndex((byte) => byte >= 0xc0)
  const call = new TextDecoder('latin1').decode(body).lastIndexOf('"arguments"')
  const places = [0, token && Math.floor((token.start + token.end) / 2), token?.end, character + 1, call, done?.start, done?.end]
  return [...new Set(places.flatMap((place) => (place === undefined || place < 0 ? [] : [place]))), '100%']
}

/** Of twenty thousand tokens: with these alone, unless there is time. */
const LONG = 'tokenhub-giant'
const OF_LONG: readonly string[] = ['cut', 'split', 'error']

describe.each(names)('%s', (name) => {
  const recording = readRecording(name)
  let asked: Promise<ChatResult[]> | undefined

  // Every fault meets every third recording, and every recording every third fault; all of them meet in the long suite.
  const isTried = (fault: string, at: number) => (name === LONG ? OF_LONG.includes(fault) : (at + names.indexOf(name)) % 3 === 0)
  const faultsFor = FAULTS.filter((fault, at) => process.env['LONG_SUITE'] || isTried(fault.name, at))

  it.each(faultsFor)('ends as promised with $name', { timeout: 120_000 }, async (kind) => {
    asked ??= ask(recording, [])
    const own = await asked
    const isPlaced = 'at' in kind.params
    const faults = [kind.make(), ...(isPlaced ? placesIn(recording).map((at) => kind.make({ at })) : [])]
    for (const fault of faults) {
      const results = await ask(recording, [fault])
      const endings = results.map(({ ending }) => ending.kind)
      expect({ ...fault.params, endings }).toEqual({ ...fault.params, endings: promised(recording, fault, own) })
      checkText(recording, fault, results, own)
    }
  })
})
