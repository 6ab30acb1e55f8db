import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readChat } from './index.js'

// Streams recorded from real gateways lie beside the repository; without them these tests are skipped.
const folder = new URL('../../../../shared/recorded/', import.meta.url)
const SPLITS = 200

interface Expected {
  content: string
  reasoning: string
  toolCalls: [string, string][]
  ending: string
  finishReason: string | null
  sawDone: boolean
  choices: number
  usage: Record<string, number> | null
  error?: string
}

function read(name: string): Uint8Array {
  const bytes = readFileSync(new URL(name, folder))
  if (!name.endsWith('.chunks.txt')) return bytes
  const events = bytes.toString('utf8').split('\n').filter(Boolean)
  return new TextEncoder().encode([...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''))
}

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(from, cut)
    from = cut
  }
}

/** Numbers that are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe.skipIf(!existsSync(folder))('recordings of real gateways', () => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(sse|chunks\.txt)$/.test(name)) : []
  const expected = existsSync(folder)
    ? (JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, Expected>)
    : {}

  test.each(names)('%s', async (name) => {
    const { completion, ending } = await readChat(pieces(read(name), []))
    const [choice] = completion.choices
    const { error, usage, choices, ...rest } = expected[name] as Expected
    expect({
      content: choice?.message.content ?? '',
      reasoning: choice?.message.reasoning_content ?? '',
      refusal: choice?.message.refusal ?? '',
      toolCalls: (choice?.message.tool_calls ?? []).map((call) =>
        call.type === 'function' ? [call.function.name, call.function.arguments] : [],
      ),
      ending: ending.kind,
      finishReason: choice?.finish_reason ?? null,
      sawDone: ending.kind === 'complete' ? ending.sawDone : rest.sawDone,
    }).toEqual(rest)
    expect(completion.choices).toHaveLength(choices)
    if (usage) expect(completion.usage).toMatchObject(usage)
    else expect(completion.usage).toBeUndefined()
    if (error) expect(ending).toMatchObject({ error: { message: expect.stringContaining(error) as string } })
  })

  test.each(names)('%s: the same for random splits', async (name) => {
    const bytes = read(name)
    const random = createRandom(bytes.length)
    const whole = await readChat(pieces(bytes, []))
    for (let run = 0; run < SPLITS; run++) {
      const cuts = Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * bytes.length))
      expect(
        await readChat(
          pieces(
            bytes,
            cuts.toSorted((a, b) => a - b),
          ),
        ),
        `cuts ${cuts.join()}`,
      ).toEqual(whole)
    }
  })
})
