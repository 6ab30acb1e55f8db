import { expect, test } from 'vitest'
import type { ChatMessage } from '@rivulet/chat'
import { aMessage, anAnswer, aQuestion } from '../testing/messages.fixture.js'
import { textFilePart } from '../attachments/splitContent.js'
import { dayName, dayOf, isoDay } from './days.js'
import { estimateLines } from './estimateLines.js'
import { plainTextOf } from './plainText.js'
import { rowsOf } from './rowsOf.js'
import { commonLength, endOfSentences } from './sentences.js'
import { isBusy, tells } from './threadState.js'

const noon = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12).getTime()
const day = (year: number, month: number, date: number) => dayOf(noon(year, month, date)) ?? Number.NaN

test('a day is named as people name it, in their language', () => {
  const today = day(2026, 3, 2)
  expect(dayName(today, today, 'en')).toBe('today')
  expect(dayName(day(2026, 3, 1), today, 'de')).toBe('gestern')
  expect(dayName(day(2026, 2, 27), today, 'en')).toBe('Friday, February 27')
  expect(dayName(day(2025, 12, 31), today, 'fr')).toBe('mercredi 31 décembre 2025')
  expect(isoDay(today)).toBe('2026-03-02')
})

test('a day lasts from midnight to midnight where the reader is; a time that nobody noted has none', () => {
  expect(dayOf(new Date(2026, 2, 2, 0, 0).getTime())).toBe(dayOf(new Date(2026, 2, 2, 23, 59, 59).getTime()))
  expect(dayOf(0)).toBeUndefined()
  expect(dayOf(Number.NaN)).toBeUndefined()
})

test('a sentence is read out once it is over, also where it ends with its line', () => {
  expect(endOfSentences('It rains. It po', 'en')).toBe('It rains. '.length)
  expect(endOfSentences('It rai', 'en')).toBe(0)
  expect(endOfSentences('A title\nand te', 'en')).toBe('A title\n'.length)
  expect(endOfSentences('雨です。風も', 'ja')).toBe('雨です。'.length)
  expect(commonLength('a link', 'a link](')).toBe(6)
})

test('a file that was sent as text is neither read nor given the room of its text: it is drawn as a card', () => {
  const notes = textFilePart({ name: 'notes.md', text: 'rain\n'.repeat(5000) })
  const question = aMessage({ role: 'user', content: [{ type: 'text', text: 'Sum it up' }, notes] })
  expect(plainTextOf(question, {})).toBe('Sum it up')
  expect(estimateLines(question)).toBe(estimateLines(aQuestion('Sum it up')))
})

test('what was said is to be read of an answer that is sound', () => {
  const audio = { id: 'audio', transcript: 'It rains.' }
  expect(plainTextOf(aMessage({ role: 'assistant', content: null, refusal: null, audio }), {})).toBe('It rains.')
})

test('what is to be read of a message is its text without marks, and what its tools were given and gave', () => {
  const call = { id: 'c', type: 'function', function: { name: 'weather', arguments: '{"city":"Ulm"}' } } as const
  const message = aMessage(
    { role: 'assistant', content: 'It **rains** in [Ulm](https://example.com).', refusal: null, tool_calls: [call] },
    { toolRuns: { c: { state: 'done', result: { rain: 3 } } } },
  )
  const text = plainTextOf(message, {})
  expect(text).toContain('It rains in Ulm.')
  for (const part of ['weather', '{"city":"Ulm"}', '{"rain":3}']) expect(text).toContain(part)
  expect(plainTextOf(aQuestion('Is **this** bold?'), {})).toBe('Is **this** bold?')
})

const result = (id: string, callId: string) => aMessage({ role: 'tool', tool_call_id: callId, content: '3' }, { id })
const calling = (id: string, toolRuns: ChatMessage['toolRuns']) => anAnswer('', { id, toolRuns })
const asIs = (message: ChatMessage) => message

test('a result that its call shows has no row; one whose call does not know it has', () => {
  const known = [aQuestion('?'), calling('a', { c: { state: 'done' } }), result('t', 'c'), anAnswer('3')]
  expect(rowsOf(known, asIs).map(({ id }) => id)).toEqual(['question', 'a', 'answer'])
  const unknown = [calling('a', {}), result('t', 'constructor')]
  expect(rowsOf(unknown, asIs)).toBe(unknown)
  // The id is counted anew in each turn.
  const again = [...known, calling('b', {}), result('u', 'c')]
  expect(rowsOf(again, asIs).map(({ id }) => id)).toEqual(['question', 'a', 'answer', 'b', 'u'])
})

test('nothing is being written while a tool waits for approval', () => {
  const last = anAnswer('', { state: 'awaiting-approval' })
  expect(isBusy({ phase: 'approval' }, last)).toBe(false)
  expect(isBusy(undefined, last)).toBe(false)
  expect(isBusy({ phase: 'tools' }, last)).toBe(true)
  expect(isBusy(undefined, anAnswer('', { state: 'running-tools' }))).toBe(true)
})

test('an error that the last answer tells of is not told twice', () => {
  const error = { code: 'gateway', message: 'It broke.' }
  const failed = anAnswer('', { ending: { kind: 'failed', error: error as never } })
  expect(tells(failed, error)).toBe(true)
  expect(tells(failed, { ...error })).toBe(true)
  expect(tells(failed, { ...error, message: 'The storage is full.' })).toBe(false)
  expect(tells(aQuestion('?'), error)).toBe(false)
})
