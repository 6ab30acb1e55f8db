import { isRecord } from './own.js'
import type { RuleName, Rules } from './rules.js'

/** What the payload of an event holds. */
export interface PayloadHandlers {
  onValue(value: Record<string, unknown>): void
  onDone(): void
  warn(code: string, message: string): void
}

/** One way in which a payload is more or less than one JSON object: gives the payloads it stands for, or undefined where it is something else. */
interface FramingRule {
  name: RuleName
  warning: string
  unwrap(payload: string): unknown[] | undefined
}

const FRAMING_RULES: readonly FramingRule[] = [
  {
    // A proxy wrapped a keep-alive comment as data: `data: : PROCESSING`.
    name: 'comment-as-data',
    warning: 'A comment that came as data was skipped.',
    unwrap: (payload) => (payload.startsWith(':') ? [] : undefined),
  },
  {
    // Two layers each framed the event: `data: data: {…}`.
    name: 'repeated-prefix',
    warning: 'A repeated "data:" was removed.',
    unwrap: (payload) => (payload.startsWith('data:') ? [payload.slice('data:'.length)] : undefined),
  },
  {
    name: 'json-in-a-string',
    warning: 'JSON that came inside a JSON string was unwrapped.',
    unwrap(payload) {
      const value = payload.startsWith('"') ? parse(payload) : undefined
      return typeof value === 'string' ? [value] : undefined
    },
  },
  {
    // A blank line is missing between two events, or a list came (Gemini's errors do).
    name: 'several-in-one',
    warning: 'Several objects that came as one event were taken apart.',
    unwrap(payload) {
      const value = payload.startsWith('[') ? parse(payload) : undefined
      if (Array.isArray(value)) return value
      return payload.includes('\n') ? payload.split('\n') : undefined
    },
  },
]

/** Reads the payloads of events as JSON objects, and what is nearly one by the rules above. Never a lenient JSON dialect. */
export class Framing {
  readonly #rules: readonly FramingRule[]
  readonly #handlers: PayloadHandlers

  constructor(rules: Rules, handlers: PayloadHandlers) {
    this.#rules = FRAMING_RULES.filter(({ name }) => rules[name] ?? true)
    this.#handlers = handlers
  }

  /** @returns whether the payload could be read. */
  read(payload: string): boolean {
    return this.#read(payload, this.#rules)
  }

  #read(payload: string, rules: readonly FramingRule[]): boolean {
    const text = payload.trim()
    if (text === '' || text === 'null') return true
    if (text === '[DONE]') {
      this.#handlers.onDone()
      return true
    }
    const value = text.startsWith('{') ? parse(text) : undefined
    if (isRecord(value)) {
      this.#handlers.onValue(value)
      return true
    }
    // Each rule at most once for one payload, so that nothing unwraps without end.
    for (const rule of rules) {
      const inner = rule.unwrap(text)
      if (!inner) continue
      const others = rules.filter((other) => other !== rule)
      const read = inner.map((item) => this.#readInner(item, others))
      if (inner.length === 0 || read.includes(true)) this.#handlers.warn(rule.name, rule.warning)
      return !read.includes(false)
    }
    return false
  }

  #readInner(item: unknown, rules: readonly FramingRule[]): boolean {
    if (typeof item === 'string') return this.#read(item, rules)
    if (isRecord(item)) this.#handlers.onValue(item)
    return isRecord(item)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
