// Whatever is measured must be right first: every reader comes to the answer that was made, however the network cuts it.
import { describe, expect, test } from 'vitest'
import { createTextAnswer, createToolAnswer } from '../answers/Answer.ts'
import { fragmentsOf } from '../answers/toolArguments.ts'
import { createWire, toReads, type Cut } from '../Wire.ts'
import { peer as rivulet } from './rivulet.ts'
import { CHUNKS_READERS, MESSAGE_READERS, PARTIAL_READERS } from './peers.ts'

const CUTS: Cut[] = ['event', '64k', '7b']
const TEXT = createTextAnswer(80, 3)
const TOOLS = [createToolAnswer(300, 'records', 3), createToolAnswer(300, 'string', 3)]

describe.each(CHUNKS_READERS)('$name, bytes → chunks', (reader) => {
  test.each(CUTS)('reads all of an answer that is cut as %s', async (cut) => {
    const seen = await reader.read(createWire(toReads(TEXT.payloads, cut)))
    expect(seen).toEqual({ text: TEXT.text, finishReason: 'stop', hasUsage: true })
  })
})

describe.each(MESSAGE_READERS)('$name, bytes → message', (reader) => {
  test.each(CUTS)('makes the message of an answer that is cut as %s', async (cut) => {
    for (const answer of [TEXT, ...TOOLS]) {
      const hasTool = answer.args !== undefined
      const reads = toReads(answer.payloads, cut)
      const wire = createWire((await reader.prepare?.(reads, hasTool)) ?? reads)
      expect(await reader.read(wire, hasTool)).toEqual({ text: answer.text, args: answer.args })
    }
  })
})

describe.each(PARTIAL_READERS)('$name, partial JSON', (reader) => {
  test('ends with the value of the whole', async () => {
    for (const { args = '' } of TOOLS) {
      const value: unknown = reader.follow ? reader.follow(fragmentsOf(args)) : await reader.parse(args)
      expect(JSON.stringify(value)).toBe(args)
    }
  })

  test('has a value for a beginning, where it parses anew', async () => {
    const beginning = '{"path":"src/a.ts","tags":["x","y'
    if (reader.parse) expect(await reader.parse(beginning)).toMatchObject({ path: 'src/a.ts', tags: ['x', 'y'] })
    else expect(reader.follow(['{"path":"src', '/a.ts","tags":["x","y"]}'])).toEqual({ path: 'src/a.ts', tags: ['x', 'y'] })
  })
})

const beginningsOf = (text: string) => fragmentsOf(text).map((_, at, all) => all.slice(0, at + 1))
/** Characters at the end of a beginning that may say nothing yet: a key with its mark, or an escape that is cut in two. */
const UNSAID = 24

/** Whether a value is what a beginning of the other one's JSON can say: it lacks only what comes last. */
function isBeginning(value: unknown, whole: unknown): boolean {
  if (typeof value === 'string' && typeof whole === 'string') return whole.startsWith(value)
  if (typeof value === 'number' && typeof whole === 'number') return String(whole).startsWith(String(value))
  if (typeof value !== 'object' || typeof whole !== 'object' || value === null || whole === null) return value === whole
  const [entries, all] = [Object.entries(value), Object.entries(whole)]
  return (
    Array.isArray(value) === Array.isArray(whole) &&
    entries.every(([key, child], at) => {
      const [wanted, other] = all[at] ?? []
      if (key !== wanted) return false
      return at < entries.length - 1 ? JSON.stringify(child) === JSON.stringify(other) : isBeginning(child, other)
    })
  )
}

test.each(TOOLS)('ours has at every fragment the value of all that was said so far ($deltas deltas)', ({ args = '' }) => {
  const whole: unknown = JSON.parse(args)
  for (const reader of rivulet.partials) {
    for (const fragments of beginningsOf(args)) {
      const value = reader.follow?.(fragments)
      const said = fragments.join('').length
      if (said <= UNSAID) continue
      expect(isBeginning(value, whole), JSON.stringify(value)).toBe(true)
      expect(JSON.stringify(value).length).toBeGreaterThan(said - UNSAID)
    }
  }
})
