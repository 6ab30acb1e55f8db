import { ChoiceScope } from './choice-scope.js'
import { CHOICE_RULES, CHUNK_RULES, DELTA_RULES, endsInHalf, type Raw, type Rule, type RuleContext, type Rules } from './rules.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** What a normaliser is told. */
export interface NormalizerOptions {
  rules: Rules
  maxToolCalls: number
  requestedChoices: number | undefined
  warn(code: string, message: string): void
}

/**
 * The one place that knows how gateways differ: turns what came into chunks as OpenAI's API describes them, in place. Nothing after it
 * knows a gateway. A well-formed chunk of text passes after one look.
 */
export class Normalizer implements RuleContext {
  readonly envelope = { id: '', created: 0, model: '' }
  readonly requestedChoices: number | undefined
  readonly #scopes = new Map<number, ChoiceScope>()
  readonly #chunkRules: readonly Rule<RuleContext>[]
  readonly #choiceRules: readonly Rule<RuleContext>[]
  readonly #deltaRules: readonly Rule<ChoiceScope>[]
  readonly #options: NormalizerOptions
  readonly #plainPasses: boolean
  #ended = false

  constructor(options: NormalizerOptions) {
    const { rules } = options
    const isOn = ({ name }: { name: keyof Rules }) => rules[name] ?? name !== 'think-tags'
    this.requestedChoices = options.requestedChoices
    this.#chunkRules = CHUNK_RULES.filter(isOn)
    this.#choiceRules = CHOICE_RULES.filter(isOn)
    this.#deltaRules = DELTA_RULES.filter(isOn)
    this.#plainPasses = rules['think-tags'] !== true
    this.#options = options
  }

  /** The finish reasons of all choices seen, lowest index first. */
  get finishReasons(): (string | null)[] {
    return [...this.#scopes].toSorted(([a], [b]) => a - b).map(([, { finishReason }]) => finishReason)
  }

  /** Turns `raw` itself into a chunk. */
  normalize(raw: Raw): ChatCompletionChunk {
    if (this.#plainPasses && isPlain(raw) && !this.#scope(0).holdsPair) {
      this.#remember(raw)
      return raw
    }
    this.#apply(this.#chunkRules, raw, this, 0)
    const chunk = raw as unknown as ChatCompletionChunk
    this.#remember(chunk)
    let position = 0
    for (const choice of (Array.isArray(raw['choices']) ? raw['choices'] : []) as ChunkChoice[]) this.#mendChoice(choice, position++)
    return chunk
  }

  /** A last chunk with what was held back, or undefined where nothing was. */
  end(): ChatCompletionChunk | undefined {
    const choices: ChunkChoice[] = []
    for (const [index, scope] of this.#ended ? [] : this.#scopes) {
      const delta = scope.end()
      if (delta) choices.push({ index, delta, finish_reason: null })
    }
    this.#ended = true
    return choices.length === 0 ? undefined : { ...this.envelope, object: 'chat.completion.chunk', choices }
  }

  #mendChoice(choice: ChunkChoice, position: number): void {
    this.#apply(this.#choiceRules, choice as unknown as Raw, this, position)
    const scope = this.#scope(choice.index)
    scope.finishReason ??= choice.finish_reason
    this.#apply(this.#deltaRules, choice.delta as Raw, scope, position)
  }

  #apply<Scope>(rules: readonly Rule<Scope>[], target: Raw, scope: Scope, position: number): void {
    for (const rule of rules) {
      if (!rule.sees(target, scope)) continue
      const warning = rule.mend(target, scope, position)
      if (warning) this.#options.warn(rule.name, warning)
    }
  }

  #scope(index: number): ChoiceScope {
    let scope = this.#scopes.get(index)
    if (!scope) {
      scope = new ChoiceScope(this.#options.maxToolCalls, () => this.envelope.id)
      this.#scopes.set(index, scope)
    }
    return scope
  }

  #remember({ id, created, model }: ChatCompletionChunk): void {
    const { envelope } = this
    // The first id stays: some gateways change it in the middle, and ids made from it must not.
    envelope.id ||= id
    envelope.created ||= created
    envelope.model ||= model
  }
}

/** Whether a chunk adds text to choice 0 exactly as OpenAI's API says, and nothing else. */
function isPlain(raw: Raw): raw is Raw & ChatCompletionChunk {
  const { choices } = raw
  if (raw['object'] !== 'chat.completion.chunk' || !Array.isArray(choices) || choices.length !== 1) return false
  if (typeof raw['id'] !== 'string' || typeof raw['created'] !== 'number' || typeof raw['model'] !== 'string') return false
  if ((raw['usage'] ?? raw['x_groq']) != null) return false
  const choice = choices[0] as Raw | null
  if (choice?.['index'] !== 0 || choice['finish_reason'] !== null || choice['message'] !== undefined) return false
  const delta = choice['delta'] as Raw | null | undefined
  return (
    typeof delta?.['content'] === 'string' &&
    delta['tool_calls'] === undefined &&
    delta['reasoning_content'] === undefined &&
    delta['reasoning'] === undefined &&
    delta['reasoning_details'] === undefined &&
    delta['function_call'] === undefined &&
    !endsInHalf(delta['content'])
  )
}
