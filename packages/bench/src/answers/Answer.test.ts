import { describe, expect, test } from 'vitest'
import { createTextAnswer, createToolAnswer } from './Answer.ts'

interface Payload {
  choices: { delta: { content?: string; tool_calls?: { function: { arguments: string } }[] }; finish_reason: string | null }[]
}

const choicesOf = (payloads: readonly string[]) => payloads.flatMap((payload) => (JSON.parse(payload) as Payload).choices)

describe('an answer of text', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(createTextAnswer(200, 5)).toEqual(createTextAnswer(200, 5))
    expect(createTextAnswer(200, 6).text).not.toBe(createTextAnswer(200, 5).text)
  })

  test('is its deltas joined, with a role before and a finish and usage after', () => {
    const { payloads, deltas, text } = createTextAnswer(200, 5)
    const choices = choicesOf(payloads)
    expect(deltas).toBe(200)
    expect(payloads).toHaveLength(deltas + 3)
    expect(choices.map(({ delta }) => delta.content ?? '').join('')).toBe(text)
    expect(choices.at(-1)?.finish_reason).toBe('stop')
    expect(JSON.parse(payloads.at(-1)!)).toMatchObject({ choices: [], usage: { completion_tokens: 200 } })
  })

  test('holds what is hard: characters of several bytes and units, and those that JSON escapes', () => {
    const { text } = createTextAnswer(2000, 5)
    for (const character of ['é', '世', '😀', '\u200d', '"', '\\', '\n']) expect(text).toContain(character)
  })
})

describe('an answer whose envelopes differ', () => {
  const { payloads, text } = createTextAnswer(200, 5, 'differing')

  test('is the same for the same seed, and has the text of the one whose envelopes do not', () => {
    expect(createTextAnswer(200, 5, 'differing').payloads).toEqual(payloads)
    expect(text).toBe(createTextAnswer(200, 5).text)
    expect(choicesOf(payloads)).toEqual(choicesOf(createTextAnswer(200, 5).payloads))
  })

  test('pads each event by another length, and counts seconds', () => {
    const envelopes = payloads.map((payload) => JSON.parse(payload) as { obfuscation: string; created: number })
    expect(new Set(envelopes.map(({ obfuscation }) => obfuscation)).size).toBeGreaterThan(180)
    expect(new Set(envelopes.map(({ obfuscation }) => obfuscation.length)).size).toBe(16)
    expect(new Set(envelopes.map(({ created }) => created)).size).toBe(5)
  })
})

describe.each(['records', 'string'] as const)('an answer with a tool call of the shape %s', (shape) => {
  const { payloads, deltas, args = '' } = createToolAnswer(3000, shape, 5)

  test('is the same for the same seed', () => {
    expect(createToolAnswer(3000, shape, 5)).toEqual({ payloads, deltas, text: '', args })
    expect(createToolAnswer(3000, shape, 6).args).not.toBe(args)
  })

  test('is its fragments of three joined, JSON of about the size asked for', () => {
    const fragments = choicesOf(payloads).map(({ delta }) => delta.tool_calls?.[0]?.function.arguments ?? '')
    expect(fragments.join('')).toBe(args)
    expect(fragments.filter((fragment) => fragment.length === 3).length).toBeGreaterThanOrEqual(deltas - 1)
    expect(JSON.stringify(JSON.parse(args))).toBe(args)
    expect(args.length).toBeGreaterThanOrEqual(3000)
    expect(args.length).toBeLessThan(3600)
  })
})
