// Whatever is measured must be right first: every reader comes to the answer that was made, however the network cuts it.
import { describe, expect, test } from 'vitest'
import { createTextAnswer, createToolAnswer } from '../answers/Answer.ts'
import { fragmentsOf } from '../answers/toolArguments.ts'
import { createWire, toReads, type Cut } from '../Wire.ts'
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
