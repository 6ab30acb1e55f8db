import { expect, test } from 'vitest'
import { readChat, type ChatResult } from './index.js'
import { describeShared, readQuirks } from './shared.fixture.js'

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

describeShared('the catalogue of peculiarities', () => {
  test.each(readQuirks())('$name', async ({ body, contentType, expect: expected }) => {
    const seen = outcome(await readChat(new Response(body, { headers: { 'content-type': contentType } })))
    for (const [key, value] of Object.entries(expected)) {
      if (key === 'errorIncludes') expect(seen[key]).toContain(value)
      else expect({ [key]: seen[key] }).toEqual({ [key]: value })
    }
  })
})
