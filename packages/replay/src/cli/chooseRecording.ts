import { type JsonObject, listOf, objectOf } from '../jsonObject.js'
import type { RecordedExchange } from '../recording/exchanges.js'
import { textOfContent } from '../textOfContent.js'
import { RECORDING_SUFFIX } from './files.js'
import { parsedBody } from './parsedBody.js'

interface Named {
  readonly name: string
  readonly exchanges: readonly RecordedExchange[]
}

/** The share of their words that two prompts have in common to be taken for the same question. */
const CLOSE = 0.5

/**
 * Creates what chooses the recording that answers a request: by the name in the header, by the model as a name, by the closest prompt, else one
 * after the other. Of prompts that are as close, one whose recording begins with a failure comes last. Undefined where the header names none.
 */
export function chooseRecording<Tape extends Named>(
  tapes: readonly Tape[],
): (name: string | null, body: JsonObject) => { readonly tape: Tape; readonly why: string } | undefined {
  let turns = 0
  const named = (name: unknown) => tapes.find((tape) => name === tape.name || name === `${tape.name}${RECORDING_SUFFIX}`)
  const prompts = tapes.flatMap((tape) =>
    tape.exchanges.map(({ request }) => ({
      tape,
      fails: beginsWithFailure(tape),
      words: wordsOf(promptOf(parsedBody(request?.body ?? ''))),
    })),
  )

  return (name, body) => {
    if (name !== null) {
      const tape = named(name.trim())
      return tape && { tape, why: 'by its name' }
    }
    const model = named(body['model'])
    if (model) return { tape: model, why: 'by the model' }
    const words = wordsOf(promptOf(body))
    const [closest] = prompts
      .map(({ tape, fails, words: known }) => ({ tape, fails, likeness: likenessOf(known, words) }))
      .toSorted((a, b) => b.likeness - a.likeness || Number(a.fails) - Number(b.fails))
    if (closest && closest.likeness >= CLOSE) return { tape: closest.tape, why: 'by the prompt' }
    const tape = tapes[turns % tapes.length]
    turns += 1
    return tape && { tape, why: 'in turn' }
  }
}

function beginsWithFailure({ exchanges: [first] }: Named): boolean {
  return !first?.answer || first.answer.status >= 400
}

/** The last thing that the user said, as text. */
function promptOf(body: JsonObject): string {
  return textOfContent(objectOf(listOf(body['messages']).findLast((message) => objectOf(message)['role'] === 'user'))['content'])
}

/** Words of any language; where none are parted by spaces, its letters. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{N}\p{M}]+/gu))
}

/** Words in common, of all their words: 1 for the same, 0 for nothing in common. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length
  return common === 0 ? 0 : common / (a.size + b.size - common)
}
