import type { ChoiceScope } from './choiceScope.js'
import { isRecord, toIndex } from './own.js'
import type { RuleName } from './RuleName.js'

/** A parsed object whose fields nobody has vouched for. */
export type Raw = Record<string, unknown>

/** What rules need to know beyond the object they look at. */
export interface RuleContext {
  /** The last envelope seen: a chunk may leave out what an earlier one said. */
  readonly envelope: { id: string; created: number; model: string }
  /** How many choices the request asked for, where that is known. */
  readonly requestedChoices: number | undefined
  /** What is remembered of a choice. */
  readonly scopeOf: (index: number) => ChoiceScope
}

/** One peculiarity of gateways: where it shows, and what is done about it. `mend` changes in place; a text it returns becomes a warning. */
export interface Rule<Scope> {
  name: RuleName
  sees(target: Raw, scope: Scope): unknown
  mend(target: Raw, scope: Scope, position: number): string | void
}

/** OpenAI makes at most 128 choices; an index beyond cannot be one. */
const MAX_CHOICES = 128

export const CHUNK_RULES: readonly Rule<RuleContext>[] = [
  {
    // Tokenhub and Infery leave out `object`, `created` and `model`; usage chunks often have no `id`.
    name: 'envelope',
    sees: (chunk) =>
      chunk['object'] !== 'chat.completion.chunk' ||
      typeof chunk['id'] !== 'string' ||
      typeof chunk['created'] !== 'number' ||
      typeof chunk['model'] !== 'string',
    mend(chunk, { envelope }) {
      chunk['object'] = 'chat.completion.chunk'
      if (typeof chunk['id'] !== 'string') chunk['id'] = envelope.id
      if (typeof chunk['created'] !== 'number') chunk['created'] = envelope.created
      if (typeof chunk['model'] !== 'string') chunk['model'] = envelope.model
    },
  },
  {
    // Azure's content filter and many usage chunks: null, missing, or an object.
    name: 'choices-missing',
    sees: ({ choices }) => !Array.isArray(choices) || !choices.every(isRecord),
    mend(chunk) {
      chunk['choices'] = Array.isArray(chunk['choices']) ? chunk['choices'].filter(isRecord) : []
    },
  },
  {
    // Groq's first design, still sent beside the standard field; Moonshot's, in the choice.
    name: 'usage-elsewhere',
    sees: (chunk) => !chunk['usage'] && usageElsewhere(chunk),
    mend(chunk) {
      chunk['usage'] = { ...usageElsewhere(chunk) }
    },
  },
  {
    // Counts in strings, `usage: {}` on every chunk, totals left out.
    name: 'usage-numbers',
    sees: ({ usage }) => usage !== undefined,
    mend(chunk) {
      const usage = chunk['usage']
      if (!isRecord(usage) || Object.keys(usage).length === 0) {
        chunk['usage'] = null
        return
      }
      toNumbers(usage)
      const { prompt_tokens: prompt, completion_tokens: completion } = usage
      if (typeof usage['total_tokens'] !== 'number' && typeof prompt === 'number' && typeof completion === 'number') {
        usage['total_tokens'] = prompt + completion
      }
    },
  },
]

export const CHOICE_RULES: readonly Rule<RuleContext>[] = [
  {
    // Tokenhub has none; some servers send 197 for the only choice. Where one choice was asked for, every choice is that one.
    name: 'choice-index',
    sees: ({ index }) => index !== 0,
    mend(choice, { requestedChoices: requested = MAX_CHOICES }, position) {
      const index = toIndex(choice['index'] ?? position)
      choice['index'] = Number.isInteger(index) && (index as number) >= 0 && (index as number) < requested ? index : 0
    },
  },
  {
    // An answer that was not streamed, or a last chunk with the whole message; Perplexity sends the message so far beside every delta.
    name: 'message-for-delta',
    sees: ({ message }) => message !== undefined,
    mend(choice, { scopeOf }) {
      const { index, delta, message } = choice
      if (!isRecord(delta) && isRecord(message)) {
        scopeOf(index as number).omitTold(message)
        choice['delta'] = message
      }
      delete choice['message']
    },
  },
  {
    name: 'delta-missing',
    sees: ({ delta }) => !isRecord(delta),
    mend(choice) {
      choice['delta'] = {}
    },
  },
  {
    // "" on every chunk, or no field at all.
    name: 'finish-reason',
    sees: ({ finish_reason: reason }) => reason !== null && (typeof reason !== 'string' || reason === ''),
    mend(choice) {
      choice['finish_reason'] = null
    },
  },
]

export const DELTA_RULES: readonly Rule<ChoiceScope>[] = [
  {
    // Mistral's reasoning models; Databricks' have `reasoning` with a summary.
    name: 'content-parts',
    sees: ({ content }) => Array.isArray(content),
    mend(delta) {
      const others: unknown[] = []
      let content = ''
      let thinking = ''
      for (const part of delta['content'] as unknown[]) {
        if (typeof part === 'string') content += part
        else if (isRecord(part) && (part['type'] === 'thinking' || part['type'] === 'reasoning'))
          thinking += textOf([part['thinking'] ?? part['reasoning'] ?? part['content'] ?? part])
        else if (isRecord(part) && typeof part['text'] === 'string') content += part['text']
        else others.push(part)
      }
      delta['content'] = content
      // Some send the same thinking beside the parts: one source a delta counts.
      if (!delta['reasoning_content']) append(delta, 'reasoning_content', thinking)
      if (others.length === 0) return undefined
      delta['content_parts'] = others
      return 'Parts of the content that are neither text nor thinking were kept as content_parts.'
    },
  },
  {
    name: 'content-type',
    sees: ({ content }) => content !== undefined && content !== null && typeof content !== 'string' && !Array.isArray(content),
    mend(delta) {
      delta['content'] = JSON.stringify(delta['content'])
      return 'Content that is not text was turned into text.'
    },
  },
  {
    // `reasoning` (Groq, OpenRouter), `reasoning_details` (OpenRouter), often two at once: one source a delta counts.
    name: 'reasoning-names',
    sees: ({ reasoning_content: text, reasoning, reasoning_details: details }) =>
      reasoning !== undefined || details !== undefined || (text !== undefined && typeof text !== 'string'),
    mend(delta) {
      const { reasoning_content: text, reasoning, reasoning_details: details } = delta
      if (typeof reasoning === 'string' || reasoning === null) delete delta['reasoning']
      if (typeof text === 'string' && text !== '') return
      delete delta['reasoning_content']
      append(delta, 'reasoning_content', textOf(text) || textOf(reasoning) || textOf(details))
    },
  },
  {
    // OpenAI's older API.
    name: 'function-call',
    sees: ({ function_call: call }) => call !== undefined,
    mend(delta) {
      const { function_call: called, tool_calls: calls } = delta
      // No gateway counts below 0, so the one call of the older API gets an index of its own.
      if (isRecord(called)) delta['tool_calls'] = [...(Array.isArray(calls) ? (calls as unknown[]) : []), { index: -1, function: called }]
      delete delta['function_call']
    },
  },
  {
    name: 'tool-calls',
    sees: ({ tool_calls: calls }) => calls !== undefined,
    mend(delta, scope) {
      // TGI sends the one call that it makes without a list around it.
      const calls = isRecord(delta['tool_calls']) ? [delta['tool_calls']] : delta['tool_calls']
      if (Array.isArray(calls)) delta['tool_calls'] = calls.filter(isRecord).flatMap((call) => scope.tools.route(call) ?? [])
      else delete delta['tool_calls']
    },
  },
  {
    // Reasoning models served without a reasoning parser.
    name: 'think-tags',
    sees: ({ content }) => typeof content === 'string',
    mend(delta, scope) {
      const split = scope.thinking.split(delta['content'] as string)
      delta['content'] = split.content
      append(delta, 'reasoning_content', split.reasoning_content)
    },
  },
  {
    // A character outside the basic plane cut in two: half of it must not be shown.
    name: 'split-characters',
    sees: (delta, scope) => scope.holdsHalf() || endsInHalf(delta['content']) || endsInHalf(delta['reasoning_content']),
    mend: (delta, scope) => scope.joinHalves(delta),
  },
]

/** Whether `text` ends with a high surrogate, the first half of a pair. */
export function endsInHalf(text: unknown): text is string {
  return typeof text === 'string' && (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800
}

function usageElsewhere({ x_groq: groq, choices }: Raw): Raw | undefined {
  const usage = (isRecord(groq) && groq['usage']) || (choices as Raw[])[0]?.['usage']
  return isRecord(usage) ? usage : undefined
}

/** The text in a string, or in a list of objects that hold some. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return ''
  return value.map((item) => (isRecord(item) ? textOf(item['text'] ?? item['summary']) : textOf(item))).join('')
}

function append(delta: Raw, field: string, text: string): void {
  if (text !== '') delta[field] = `${typeof delta[field] === 'string' ? delta[field] : ''}${text}`
}

function toNumbers(counts: Raw): void {
  for (const key of Object.keys(counts)) {
    const value = counts[key]
    if (isRecord(value)) toNumbers(value)
    else if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) counts[key] = Number(value)
  }
}
