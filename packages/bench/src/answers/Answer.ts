import { createRandom } from './random.ts'
import { nextToken } from './token.ts'
import { createToolArguments, fragmentsOf, type ArgumentsShape } from './toolArguments.ts'

/** An answer made up from a seed: what the gateway sends, and what reading it must come to. */
export interface Answer {
  /** The data of its events, without `[DONE]`. */
  readonly payloads: readonly string[]
  /** How many of them carry a piece of the text or of the arguments. */
  readonly deltas: number
  readonly text: string
  /** The arguments of its tool call. */
  readonly args: string | undefined
}

/**
 * What differs from one event of an answer to the next: its text alone, as many servers write it, or also the `obfuscation` that OpenAI and Azure pad
 * events with, and the second of `created`.
 */
export type Envelopes = 'same' | 'differing'

/** For people. */
export const DIFFERING = 'envelopes that differ'

const ENVELOPE = {
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion.chunk',
  created: 1741569952,
  model: 'gpt-4.1-2025-04-14',
  system_fingerprint: 'fp_44added55e',
}

/** An answer of text, as `deltas` deltas of one token each: the same text, whatever its envelopes. */
export function createTextAnswer(deltas: number, seed: number, envelopes: Envelopes = 'same'): Answer {
  const random = createRandom(seed)
  const tokens = Array.from({ length: deltas }, () => nextToken(random))
  const payloads = [
    chunk({ role: 'assistant', content: '', refusal: null }),
    ...tokens.map((content) => chunk({ content })),
    chunk({}, 'stop'),
    usage(deltas),
  ]
  return { payloads: envelopes === 'same' ? payloads : differing(payloads, seed), deltas, text: tokens.join(''), args: undefined }
}

/** An answer that calls a tool, with arguments of about `chars` characters in fragments of three. */
export function createToolAnswer(chars: number, shape: ArgumentsShape, seed: number): Answer {
  const args = createToolArguments(chars, shape, seed)
  const fragments = fragmentsOf(args)
  const call = { index: 0, id: 'call_abc123', type: 'function', function: { name: 'do_it', arguments: '' } }
  const payloads = [
    chunk({ role: 'assistant', content: null, tool_calls: [call], refusal: null }),
    ...fragments.map((fragment) => chunk({ tool_calls: [{ index: 0, function: { arguments: fragment } }] })),
    chunk({}, 'tool_calls'),
    usage(fragments.length),
  ]
  return { payloads, deltas: fragments.length, text: '', args }
}

function chunk(delta: object, finishReason: string | null = null): string {
  return JSON.stringify({ ...ENVELOPE, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }], usage: null })
}

/** Events a second. */
const RATE = 50
/** The most characters of padding in an event, as recorded. */
const MOST_PADDING = 16

function differing(payloads: readonly string[], seed: number): string[] {
  const random = createRandom(seed + 1)
  const character = () => Math.floor(random() * 36).toString(36)
  return payloads.map((payload, at) => {
    const obfuscation = Array.from({ length: 1 + Math.floor(random() * MOST_PADDING) }, character).join('')
    return JSON.stringify({ ...(JSON.parse(payload) as object), created: ENVELOPE.created + Math.floor(at / RATE), obfuscation })
  })
}

function usage(tokens: number): string {
  const details = { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 }
  return JSON.stringify({
    ...ENVELOPE,
    choices: [],
    usage: {
      prompt_tokens: 19,
      completion_tokens: tokens,
      total_tokens: tokens + 19,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: details,
    },
  })
}
