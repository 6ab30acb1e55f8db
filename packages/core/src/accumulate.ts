import { ChoiceAccumulator } from './accumulate-choice.js'
import type { ChatCompletionChunk } from './wire/chunk.js'
import type { ChatCompletion, CompletionChoice } from './wire/completion.js'
import { setOwn } from './own.js'

/** Merges chunks into a completion. */
export interface Accumulator {
  push(chunk: ChatCompletionChunk): void
  /**
   * What has come so far. Built when read, and the same object until something changed; a new one shares every part that did not change
   * with the one before.
   */
  readonly completion: ChatCompletion
  /** Grows whenever `completion` would be a new object. */
  readonly version: number
}

/**
 * Creates an accumulator for normalised chunks. A push costs the same however long the answer is: text is appended, never read.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export function createAccumulator(): Accumulator {
  return new CompletionAccumulator()
}

class CompletionAccumulator implements Accumulator {
  version = 0
  #builtVersion = -1
  #completion: ChatCompletion | undefined
  readonly #head: Omit<ChatCompletion, 'choices' | 'extra'> = { id: '', object: 'chat.completion', created: 0, model: '' }
  readonly #choices: ChoiceAccumulator[] = []
  #extra: Record<string, unknown> = {}

  push(chunk: ChatCompletionChunk): void {
    let changed = false
    for (const key in chunk) if (Object.hasOwn(chunk, key) && this.#take(key, chunk)) changed = true
    if (changed) this.version++
  }

  get completion(): ChatCompletion {
    if (this.#completion === undefined || this.#builtVersion !== this.version) {
      this.#completion = { ...this.#head, choices: this.#buildChoices(), extra: this.#extra }
      this.#builtVersion = this.version
    }
    return this.#completion
  }

  #take(key: string, chunk: ChatCompletionChunk): boolean {
    switch (key) {
      case 'object':
      case 'obfuscation': // padding against traffic analysis; it means nothing
        return false
      case 'choices':
        return this.#takeChoices(chunk)
      case 'id':
      case 'model':
        return this.#head[key] === '' && chunk[key] !== '' && ((this.#head[key] = chunk[key]), true)
      case 'created':
        return this.#head.created === 0 && chunk.created !== 0 && ((this.#head.created = chunk.created), true)
      case 'usage':
      case 'service_tier':
      case 'system_fingerprint': {
        const value = chunk[key]
        if (value === null || value === undefined || this.#head[key] === value) return false
        Object.assign(this.#head, { [key]: value })
        return true
      }
      default:
        return this.#takeExtra(key, chunk[key as keyof ChatCompletionChunk])
    }
  }

  #takeChoices(chunk: ChatCompletionChunk): boolean {
    let changed = false
    for (const choice of chunk.choices) {
      const found = this.#choices[0]?.index === choice.index ? this.#choices[0] : this.#choices.find(({ index }) => index === choice.index)
      if (found?.push(choice) ?? this.#addChoice(choice.index).push(choice)) changed = true
    }
    return changed
  }

  /** An index is not a position: the choices stand in the order of their indices, and gaps cost nothing. */
  #addChoice(index: number): ChoiceAccumulator {
    const added = new ChoiceAccumulator(index)
    this.#choices.push(added)
    this.#choices.sort((a, b) => a.index - b.index)
    return added
  }

  #takeExtra(key: string, value: unknown): boolean {
    if (Object.hasOwn(this.#extra, key) && (value === null || this.#extra[key] === value)) return false
    this.#extra = setOwn({ ...this.#extra }, key, value)
    return true
  }

  #buildChoices(): CompletionChoice[] {
    const before = this.#completion?.choices
    const choices = this.#choices.map((choice) => choice.build())
    const same = before?.length === choices.length && choices.every((choice, position) => choice === before[position])
    return same ? before : choices
  }
}
