import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutatedBody, realBody } from './hostile.fixture.js'
import {
  createAccumulator,
  isChatError,
  parseChatStream,
  readChat,
  type ChatCompletion,
  type ChatResult,
  type CompletionChoice,
  type ReadOptions,
} from './index.js'
import { holds, isLong, propertyTimeout } from './properties.fixture.js'
import { describeShared, readQuirks } from './shared.fixture.js'
import { cutAt, SHORT_BYTES } from './splits.fixture.js'
import { wellFormed } from './streams.fixture.js'

const encode = (text: string) => new TextEncoder().encode(text)
const timeout = propertyTimeout

interface Shown {
  /** Texts that only grow: a later one begins with an earlier one. */
  texts: string[]
  /** What never changes once it is there. */
  labels: string[]
  calls: { id: string; name: string; args: string }[]
}

function shownOf({ message, finish_reason: reason }: CompletionChoice): Shown {
  return {
    texts: [message.content ?? '', message.reasoning_content ?? '', typeof message.refusal === 'string' ? message.refusal : ''],
    labels: [reason ?? ''],
    calls: (message.tool_calls ?? []).map((call) =>
      call.type === 'function'
        ? { id: call.id, name: call.function.name, args: call.function.arguments }
        : { id: call.id, name: call.custom.name, args: call.custom.input },
    ),
  }
}

/**
 * What a later state contradicts of an earlier one.
 * @param isOver whether the earlier one is the last of an answer that was cut off: arguments that came as `{}` are then given out, though real
 *   ones might have followed. They say that they are not whole by the ending.
 */
function contradictions(earlier: ChatCompletion, later: ChatCompletion, isOver: boolean): string[] {
  const found: string[] = []
  const grows = (what: string, before = '', after = '') => after.startsWith(before) || found.push(`${what}: ${before} → ${after}`)
  const stays = (what: string, before = '', after = '') => before === '' || before === after || found.push(`${what}: ${before} → ${after}`)
  stays('id', earlier.id, later.id)
  stays('model', earlier.model, later.model)
  for (const choice of earlier.choices) {
    const next = later.choices.find(({ index }) => index === choice.index)
    if (!next) found.push(`choice ${choice.index} is gone`)
    if (!next) continue
    const [before, after] = [shownOf(choice), shownOf(next)]
    before.texts.forEach((text, at) => grows(`text ${at}`, text, after.texts[at]))
    before.labels.forEach((label, at) => stays('finish reason', label, after.labels[at]))
    before.calls.forEach((call, at) => {
      stays('id of a call', call.id, after.calls[at]?.id)
      stays('name of a call', call.name, after.calls[at]?.name)
      if (!isOver || call.args !== '{}') grows('arguments', call.args, after.calls[at]?.args)
    })
  }
  return found
}

/** Ends in half a character. */
const isTorn = (text: string | null | undefined) => /[\uD800-\uDBFF]$/.test(text ?? '')

const anyBody = fc.oneof(
  wellFormed.map(({ body }) => encode(body)),
  realBody,
  mutatedBody,
)

test('chunk by chunk, texts and arguments only grow, ids, names and finish reasons stay, and no half character is shown', { timeout }, () =>
  holds(fc.tuple(anyBody, fc.boolean()), async ([bytes, thinkTags]) => {
    const accumulator = createAccumulator()
    let before = accumulator.completion
    let last: string | null | undefined
    try {
      for await (const chunk of parseChatStream(cutAt(bytes, []), { rules: { 'think-tags': thinkTags } })) {
        accumulator.push(chunk)
        const { completion } = accumulator
        expect(contradictions(before, completion, false)).toEqual([])
        // Only the very last chunk gives out what had to wait.
        expect(isTorn(last)).toBe(false)
        before = completion
        last = completion.choices[0]?.message.content
      }
    } catch (error) {
      if (!isChatError(error)) throw error
    }
  }),
)

/** What is wrong with the outcome of a stream that was cut off, seen from the outcome of the whole. */
function wrongs(cut: ChatResult, whole: ChatResult): string[] {
  const { kind } = cut.ending
  const found = contradictions(cut.completion, whole.completion, kind !== 'complete')
  if (kind !== 'complete') return found
  for (const choice of cut.completion.choices) {
    const next = whole.completion.choices.find(({ index }) => index === choice.index)
    const [texts, wholeTexts] = [choice, next].map((one) => one && JSON.stringify(shownOf(one)))
    if (texts !== wholeTexts) found.push(`complete, yet ${texts} is not ${wholeTexts}`)
  }
  return found
}

async function wrongsAt(bytes: Uint8Array, at: number, whole: ChatResult, options: ReadOptions = {}): Promise<string[]> {
  return wrongs(await readChat(cutAt(bytes.subarray(0, at), []), options), whole)
}

test(
  'a stream cut off at any byte gives a beginning of the whole answer, and is complete only where each choice that came has all that the whole one has',
  { timeout },
  () =>
    holds(
      fc.tuple(
        fc.oneof(
          wellFormed.map(({ body }) => encode(body)),
          realBody,
        ),
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      ),
      async ([bytes, places]) => {
        const whole = await readChat(cutAt(bytes, []))
        for (const place of places) expect(await wrongsAt(bytes, place % (bytes.length + 1), whole)).toEqual([])
      },
    ),
)

describeShared('cut off at every byte, or in few runs at every fifth of a long one', () => {
  test.each(readQuirks())('$name', async ({ body }) => {
    const bytes = encode(body)
    const whole = await readChat(cutAt(bytes, []))
    const found: string[] = []
    // A long one is cut at some of its bytes, others each time: at every one it takes a second.
    const step = isLong || bytes.length < SHORT_BYTES ? 1 : 5
    for (let at = Math.floor(Math.random() * step); at <= bytes.length; at += step)
      for (const wrong of await wrongsAt(bytes, at, whole)) found.push(`${at}: ${wrong}`)
    expect(found).toEqual([])
  })
})
