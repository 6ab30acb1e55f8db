import { formatRecording, parseRecording, type RecordingEntry, type RecordingEvent } from '@rivulet/replay'
import { expect, test, vi } from 'vitest'
import { createEventLog } from './eventLog.js'

const HEADER: RecordingEntry = { rivulet: 1, label: 'test', startedAt: '2026-01-01T00:00:00.000Z' }

function request(tMs: number, exchange: number): RecordingEvent {
  return [tMs, exchange, 'request', { method: 'POST', url: 'http://page.test/v1/chat/completions', headers: {}, body: '{"model":"m"}' }]
}

function response(tMs: number, exchange: number, contentType = 'text/event-stream'): RecordingEvent {
  return [tMs, exchange, 'response', { status: 200, headers: { 'content-type': contentType } }]
}

/** A log whose frames pass as soon as they are asked for. */
function fill(entries: readonly RecordingEntry[]) {
  const log = createEventLog((publish) => queueMicrotask(publish))
  for (const entry of entries) log.sink(entry)
  return log
}

test('splits what comes into events, wherever the reads were cut, with time and size', async () => {
  const log = fill([
    HEADER,
    request(100, 1),
    response(150, 1),
    [200, 1, 'data', ': keep-alive\n\n'],
    [300, 1, 'data', 'data: {"choices":[{"delta":{"content":"Hé'],
    [340, 1, 'bytes', btoa('"}}]}\n\ndata: [DO')],
    [350, 1, 'data', 'NE]\n\n'],
    [360, 1, 'end', 'eof'],
  ])
  await vi.waitFor(() => expect(log.getSnapshot().exchanges[0]?.events).toHaveLength(3), { timeout: 15_000 })
  const [exchange] = log.getSnapshot().exchanges
  expect(exchange).toMatchObject({
    id: 1,
    method: 'POST',
    status: 200,
    respondedMs: 50,
    requestBody: '{"model":"m"}',
    end: { how: 'eof', atMs: 260 },
    tokens: { count: 1 },
  })
  expect(exchange?.events).toEqual([
    { atMs: 100, type: 'comment', data: 'keep-alive', chars: 10 },
    { atMs: 240, type: 'message', data: '{"choices":[{"delta":{"content":"Hé"}}]}', chars: 40 },
    { atMs: 250, type: 'message', data: '[DONE]', chars: 6 },
  ])
  expect(exchange?.bytes).toBe(77)
})

test('shows a reply that was not streamed as one body', async () => {
  const log = fill([
    HEADER,
    request(0, 1),
    response(5, 1, 'application/json'),
    [9, 1, 'data', '{"choices"'],
    [10, 1, 'data', ':[]}'],
    [11, 1, 'end', 'eof'],
  ])
  await vi.waitFor(() => expect(log.getSnapshot().exchanges[0]?.events).toHaveLength(1), { timeout: 15_000 })
  expect(log.getSnapshot().exchanges[0]?.events[0]).toMatchObject({ type: 'body', data: '{"choices":[]}' })
})

test('tells its listeners once a frame, with a new snapshot', () => {
  const frames: (() => void)[] = []
  const log = createEventLog((publish) => void frames.push(publish))
  const listener = vi.fn<() => void>()
  const unsubscribe = log.subscribe(listener)
  const before = log.getSnapshot()
  for (const entry of [HEADER, request(0, 1), response(1, 1)]) log.sink(entry)
  expect(log.getSnapshot()).toBe(before)
  expect(frames).toHaveLength(1)
  frames[0]?.()
  expect(listener).toHaveBeenCalledTimes(1)
  expect(log.getSnapshot().exchanges).toHaveLength(1)
  unsubscribe()
  log.clear()
  frames[1]?.()
  expect(listener).toHaveBeenCalledTimes(1)
  expect(log.getSnapshot().exchanges).toEqual([])
})

test('gives back a recording that reads as it was, and none after it was cleared', () => {
  const events: RecordingEvent[] = [
    request(0, 1),
    response(1, 1),
    request(2, 2),
    [3, 1, 'data', 'data: [DONE]\n\n'],
    [4, 1, 'end', 'eof'],
    [5, 2, 'end', 'abort'],
  ]
  const log = fill([HEADER, ...events])
  const recording = log.recording()
  expect(recording && parseRecording(formatRecording(recording))).toEqual({ header: HEADER, events })
  log.clear()
  expect(log.recording()).toBeUndefined()
  log.sink([6, 2, 'data', 'late'])
  expect(log.recording()).toBeUndefined()
})

test('lets the oldest exchanges go rather than grow for ever', () => {
  const log = fill([HEADER])
  for (let exchange = 1; exchange <= 100; exchange += 1) log.sink(request(exchange, exchange))
  const kept = new Set(log.recording()?.events.map(([, exchange]) => exchange))
  expect(kept.size).toBeLessThan(100)
  expect(kept).toContain(100)
  expect(kept).not.toContain(1)
})
