import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { InspectedEvent, InspectedStep } from './InspectedRun.js'
import { timelineOf } from './timelineOf.js'

const event = (atMs: number): InspectedEvent => ({ atMs, type: 'message', chars: 1 })

test('steps and events of one moment: what opens comes first, what closes comes last', () => {
  const steps: InspectedStep[] = [
    { atMs: 0, kind: 'request', method: 'POST', url: '/v1' },
    { atMs: 5, kind: 'response', status: 200 },
    { atMs: 9, kind: 'end', ending: { kind: 'truncated' } },
  ]
  const rows = timelineOf({ id: 'run', steps, events: [event(5), event(9)], droppedEvents: 7 })
  expect(rows.map(({ key }) => key)).toEqual(['s0', 's1', 'e7', 'e8', 's2'])
})

test('every step and event stands in it once, in the order of time, and what comes later only adds to it', () => {
  const times = array(integer({ min: 0, max: 50 }), { maxLength: 30 }).map((list) => list.toSorted((a, b) => a - b))
  assert(
    property(times, times, integer({ min: 0, max: 50 }), (stepTimes, eventTimes, untilMs) => {
      const steps = stepTimes.map((atMs): InspectedStep => ({ atMs, kind: 'warning', code: 'a', message: 'b' }))
      const events = eventTimes.map(event)
      const rows = timelineOf({ id: 'run', steps, events })
      expect(rows.map((row) => (row.step ?? row.event).atMs)).toEqual([...stepTimes, ...eventTimes].toSorted((a, b) => a - b))
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      const earlier = <T extends { atMs: number }>(list: T[]) => list.filter(({ atMs }) => atMs < untilMs)
      const before = timelineOf({ id: 'run', steps: earlier(steps), events: earlier(events) })
      expect(rows.slice(0, before.length).map(({ key }) => key)).toEqual(before.map(({ key }) => key))
    }),
  )
})
