import { createChoiceScope, type ChoiceScope } from './choiceScope.js'
import { isOn, type RuleName, type Rules } from './RuleName.js'
import { CHOICE_RULES, CHUNK_RULES, DELTA_RULES, endsInHalf, type Raw, type Rule, type RuleContext } from './rules.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** What a normaliser is told. */
export interface NormalizerOptions {
  rules: Rules
  maxToolCalls: number
  requestedChoices: number | undefined
  warn: (code: string, message: string) => void
}

/**
 * The one place that knows how gateways differ: turns what came into chunks as OpenAI's API describes them. Nothing after it knows a
 * gateway.
 */
export interface Normalizer {
  /** What every chunk of the answer says of it. */
  readonly envelope: RuleContext['envelope']
  /** Turns `raw` itself into a chunk. */
  normalize: (raw: Raw) => ChatCompletionChunk
  /** Whether a chunk of plain text may pass unseen: nothing waits that it would have to be joined with. */
  passesText: () => boolean
  /** The finish reasons of all choices seen, lowest index first. */
  finishReasons: () => (string | null)[]
  /** A last chunk with what was held back, or undefined where nothing was. */
  end: () => ChatCompletionChunk | undefined
}

export function createNormalizer({ rules, maxToolCalls, requestedChoices, warn }: NormalizerOptions): Normalizer {
  const envelope = { id: '', created: 0, model: '' }
  const scopes = new Map<number, ChoiceScope>()
  const applies = ({ name }: { name: RuleName }) => isOn(rules, name)
  const chunkRules = CHUNK_RULES.filter(applies)
  const choiceRules = CHOICE_RULES.filter(applies)
  const deltaRules = DELTA_RULES.filter(applies)
  const passes = !isOn(rules, 'think-tags')
  /** Whether plain text has come: of what follows there is nothing more to note. */
  let hasText = false
  let ended = false

  const scopeOf = (index: number): ChoiceScope => {
    let scope = scopes.get(index)
    if (!scope) scopes.set(index, (scope = createChoiceScope(maxToolCalls, () => envelope.id)))
    return scope
  }
  const context: RuleContext = { envelope, requestedChoices, scopeOf }

  const apply = <Scope>(list: readonly Rule<Scope>[], target: Raw, scope: Scope, position = 0) => {
    for (const rule of list) {
      if (!rule.sees(target, scope)) continue
      const warning = rule.mend(target, scope, position)
      if (warning) warn(rule.name, warning)
    }
  }

  // Asked before it is known which choice comes: a choice that never does is none that could finish.
  const passesText = () => passes && !scopes.get(0)?.holdsHalf()

  return {
    envelope,
    passesText,
    normalize(raw) {
      const isText = isPlain(raw) && passesText()
      if (!isText) apply(chunkRules, raw, context)
      const chunk = raw as unknown as ChatCompletionChunk
      // The first id stays: some gateways change it in the middle, and ids made from it must not.
      envelope.id ||= chunk.id
      envelope.created ||= chunk.created
      envelope.model ||= chunk.model
      if (isText) {
        hasText ||= scopeOf(0).note(chunk.choices[0]?.delta as Raw)
        return chunk
      }
      let position = 0
      for (const choice of chunk.choices) {
        const { delta } = choice
        apply(choiceRules, choice as unknown as Raw, context, position++)
        const scope = scopeOf(choice.index)
        scope.finishReason ??= choice.finish_reason
        apply(deltaRules, choice.delta as Raw, scope)
        // A message in place of a delta is none.
        if (choice.delta === delta) scope.note(delta as Raw)
      }
      return chunk
    },
    finishReasons: () => [...scopes].sort(([a], [b]) => a - b).map(([, { finishReason }]) => finishReason),
    end() {
      const choices: ChunkChoice[] = []
      if (!ended) {
        for (const [index, scope] of scopes) {
          const delta = scope.end()
          if (delta) choices.push({ index, delta, finish_reason: null })
        }
      }
      ended = true
      return choices.length > 0 ? { ...envelope, object: 'chat.completion.chunk', choices } : undefined
    },
  }
}

/** Fields of a delta that need a look; a delta of text without them passes. */
const LOOKED_AT = ['tool_calls', 'reasoning_content', 'reasoning', 'reasoning_details', 'function_call']

/** Whether a chunk adds text to choice 0 exactly as OpenAI's API says, and nothing else. */
export function isPlain(raw: object): boolean {
  const { object, id, created, model, choices, usage, x_groq: groq } = raw as Raw
  if (object !== 'chat.completion.chunk' || !Array.isArray(choices) || choices.length !== 1) return false
  if (typeof id !== 'string' || typeof created !== 'number' || typeof model !== 'string') return false
  const { index, delta, finish_reason: reason, message } = (choices[0] ?? {}) as Raw
  if (index !== 0 || reason !== null || message !== undefined || (usage ?? groq) || !delta) return false
  const { content } = delta as Raw
  return typeof content === 'string' && !endsInHalf(content) && LOOKED_AT.every((field) => (delta as Raw)[field] === undefined)
}
