import { createChoiceAccumulator, type ChoiceAccumulator } from './accumulateChoice.js'
import { setOwn } from './own.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'
import type { ChatCompletion, CompletionChoice } from './wire/completion.js'

/** Merges chunks into a completion. */
export interface Accumulator {
  /** Takes the next chunk of one answer, normalised as {@link parseChatStream} gives it. Does not change it; parts of it become parts of the completion. */
  push(chunk: ChatCompletionChunk): void
  /**
   * What has come so far. Built when read, and the same object until something changed; a new one shares every part that did not change
   * with the one before.
   */
  readonly completion: ChatCompletion
  /** Grows whenever `completion` would be a new object. */
  readonly version: number
}

/** Fields of OpenAI's completion; all others go to `extra`. */
const NAMED = ['id', 'created', 'model', 'usage', 'service_tier', 'system_fingerprint']
/** Fields that say nothing about the answer: `obfuscation` is padding against traffic analysis. */
const SKIPPED = ['object', 'obfuscation']
/** Fields whose first value stays: some gateways change the id in the middle. */
const FIRST = ['id', 'created', 'model']

/**
 * Creates an accumulator for normalised chunks. A push costs the same however long the answer is.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export function createAccumulator(): Accumulator {
  const choices = new Map<number, ChoiceAccumulator>()
  /** The choices in the order of their indices: an index is not a position, and gaps cost nothing. */
  let ordered: ChoiceAccumulator[] | undefined
  /** The chunk before: most fields are the same on every chunk. */
  let before: ChatCompletionChunk | undefined
  let head = { id: '', object: 'chat.completion' as const, created: 0, model: '' }
  const extra: Record<string, unknown> = {}
  let builtExtra: Record<string, unknown> | undefined
  let built: ChatCompletion | undefined
  let builtChoices: CompletionChoice[] = []
  let version = 0

  const takeChoice = (choice: ChunkChoice): boolean => {
    const known = choices.get(choice.index)
    if (known) return known.push(choice)
    const found = createChoiceAccumulator(choice.index)
    choices.set(choice.index, found)
    ordered = undefined
    found.push(choice)
    return true
  }

  const takeField = (key: string, value: unknown): boolean => {
    const held: Record<string, unknown> = NAMED.includes(key) ? head : extra
    const has = Object.hasOwn(held, key)
    if (SKIPPED.includes(key) || (has && (held[key] === value || value === null)) || (value === null && held === head)) return false
    if (held !== head) {
      setOwn(extra, key, value)
      builtExtra = undefined
    } else if (FIRST.includes(key) && held[key]) return false
    else head = { ...head, [key]: value }
    return true
  }

  return {
    get version() {
      return version
    },
    get completion() {
      if (!built) {
        ordered ??= [...choices.values()].sort((a, b) => a.index - b.index)
        const next = ordered.map((choice) => choice.build())
        if (next.some((choice, position) => choice !== builtChoices[position])) builtChoices = next
        builtExtra ??= { ...extra }
        built = { ...head, choices: builtChoices, extra: builtExtra }
      }
      return built
    },
    push(chunk) {
      let changed = false
      for (const key in chunk) {
        const value: unknown = chunk[key as keyof ChatCompletionChunk]
        if (key === 'choices') for (const choice of chunk.choices) changed = takeChoice(choice) || changed
        else if (value !== before?.[key as 'id'] && value !== undefined && Object.hasOwn(chunk, key))
          changed = takeField(key, value) || changed
      }
      before = chunk
      if (changed) {
        version++
        built = undefined
      }
    },
  }
}
