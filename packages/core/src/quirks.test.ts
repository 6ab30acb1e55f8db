import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readChat, type ChatResult } from './index.js'

// The catalogue of real gateways' peculiarities lies beside the repository; without it these tests are skipped.
const catalogue = new URL('../../../../shared/quirks/quirks.json', import.meta.url)

interface Quirk {
  name: string
  status: number
  contentType: string
  body: string
  expect: Record<string, unknown>
}

const encode = (text: string) => new TextEncoder().encode(text)

function respond({ status, contentType }: Quirk, pieces: readonly Uint8Array[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  return new Response(body, { status, headers: { 'content-type': contentType } })
}

/** The outcome in the catalogue's own words. */
function outcome({ completion, ending, warnings }: ChatResult): Record<string, unknown> {
  const message = completion.choices[0]?.message
  const calls = (message?.tool_calls ?? []).map((call) => (call.type === 'function' ? [call.function.name, call.function.arguments] : []))
  return {
    content: message?.content ?? '',
    reasoning: message?.reasoning_content ?? '',
    toolCalls: calls,
    ending: ending.kind,
    finishReason: completion.choices[0]?.finish_reason ?? null,
    sawDone: ending.kind === 'complete' && ending.sawDone,
    usage: completion.usage,
    choices: completion.choices.map((choice) => choice.message.content ?? ''),
    errorIncludes: ending.kind === 'failed' ? ending.error.message : undefined,
    errorCode: ending.kind === 'failed' ? ending.error.code : undefined,
    lostEvents: ending.kind === 'complete' ? ending.lostEvents : undefined,
    warned: warnings.length > 0,
  }
}

describe.skipIf(!existsSync(catalogue))('the catalogue of peculiarities', () => {
  const quirks = existsSync(catalogue) ? (JSON.parse(readFileSync(catalogue, 'utf8')) as Quirk[]) : []

  test.each(quirks)('$name', async (quirk) => {
    const whole = await readChat(respond(quirk, [encode(quirk.body)]))
    const seen = outcome(whole)
    for (const [key, value] of Object.entries(quirk.expect)) {
      if (key === 'errorIncludes') expect(seen[key]).toContain(value)
      else expect({ [key]: seen[key] }).toEqual({ [key]: value })
    }
  })

  test.each(quirks)('$name: the same for every split in two', async (quirk) => {
    const bytes = encode(quirk.body)
    const whole = await readChat(respond(quirk, [bytes]))
    for (let cut = 0; cut <= bytes.length; cut++) {
      const split = await readChat(respond(quirk, [bytes.subarray(0, cut), bytes.subarray(cut)]))
      expect(split, `cut at byte ${cut}`).toEqual(whole)
    }
  })
})
