import { readChat } from '@rivulet/core'
import { expect, it } from 'vitest'
import type { Script } from '../index.js'
import { streamText } from './askGateway.fixture.js'

/** Short, and with everything in it that a split can hurt: characters of four bytes, escapes, a tool call in fragments. */
const script: Script = {
  reasoning: ['…'],
  content: ['Né', ' 👍', '水\n"'],
  toolCalls: [{ name: 'get', arguments: ['{"c', '":"é"}'] }],
}

const shapes = [
  ['inferex', ''],
  ['infery', ''],
  ['sovereigneg', ''],
  ['infinityblue', ''],
  ['tokenhub', 'sample'],
  ['tokenhub', 'table'],
] as const

/** An error and a cut differ from the whole in how they end: they are split everywhere in the long suite alone. */
const STEP_OF_OTHERS = process.env['LONG_SUITE'] === undefined ? 7 : 1

const encoder = new TextEncoder()

async function* reads(...parts: readonly Uint8Array[]) {
  yield* parts
}

it.each(shapes)('reads the same from %s %s at every split of its bytes', async (dialect, tokenhubShape) => {
  for (const ending of ['complete', 'error', 'truncated'] as const) {
    const bytes = encoder.encode(
      await streamText(
        { ...script, ending },
        { dialect, ...(tokenhubShape && { tokenhubShape }) },
        { stream_options: { include_usage: ending === 'complete' } },
      ),
    )
    const whole = await readChat(reads(bytes))
    expect(whole.completion.choices[0]?.message).toMatchObject({
      content: 'Né 👍水\n"',
      tool_calls: [{ function: { arguments: '{"c":"é"}' } }],
    })
    expect(whole.ending.kind).toBe({ complete: 'complete', error: 'failed', truncated: 'truncated' }[ending])

    expect(await readChat(reads(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(whole)
    const expected = JSON.stringify(whole)
    for (let at = 1; at < bytes.length; at += ending === 'complete' ? 1 : STEP_OF_OTHERS) {
      const split = await readChat(reads(bytes.subarray(0, at), bytes.subarray(at)))
      // Compared as text first: thousands of deep comparisons take seconds.
      if (JSON.stringify(split) !== expected) expect({ at, ...split }).toEqual({ at, ...whole })
    }
  }
})
