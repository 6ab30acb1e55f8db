import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'
import { isOn, type RuleName, type Rules } from './RuleName.js'

/** What the payload of an event holds. */
export interface PayloadHandlers {
  onValue: (value: Record<string, unknown>) => void
  onDone: () => void
  warn: (code: string, message: string) => void
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
    unwrap: (payload) => (/^:[^\n]*$/.test(payload) ? [] : undefined),
  },
  {
    // Two layers each framed the event, and each of its lines: `data: data: {…}`.
    name: 'repeated-prefix',
    warning: 'A repeated "data:" was removed.',
    unwrap: (payload) => (payload.startsWith('data:') ? [payload.replace(/(^|\n)data:/g, '$1')] : undefined),
  },
  {
    name: 'json-in-a-string',
    warning: 'JSON that came inside a JSON string was unwrapped.',
    unwrap(payload) {
      const value = parseJson(payload)
      return typeof value === 'string' ? [value] : undefined
    },
  },
  {
    // A blank line is missing between two events, or a list came (Gemini's errors do).
    name: 'several-in-one',
    warning: 'Several objects that came as one event were taken apart.',
    unwrap(payload) {
      const value = parseJson(payload)
      if (Array.isArray(value)) return value
      return payload.includes('\n') ? payload.split('\n') : undefined
    },
  },
]

/**
 * Creates a reader of payloads: as JSON objects, and of what is nearly one by the rules above. Never a lenient JSON dialect. The reader returns
 * whether the payload could be read.
 */
export function createFraming(rules: Rules, { onValue, onDone, warn }: PayloadHandlers): (payload: string) => boolean {
  const read = (payload: unknown, left: readonly FramingRule[]): boolean => {
    if (isRecord(payload)) onValue(payload)
    if (typeof payload !== 'string') return isRecord(payload)
    const text = payload.trim()
    if (text === '' || text === 'null') return true
    if (text === '[DONE]') {
      onDone()
      return true
    }
    const value = parseJson(text)
    if (isRecord(value)) {
      onValue(value)
      return true
    }
    // Each rule at most once for one payload, so that nothing unwraps without end.
    for (const rule of left) {
      const inner = rule.unwrap(text)
      if (!inner) continue
      const wasRead = inner.map((item) =>
        read(
          item,
          left.filter((other) => other !== rule),
        ),
      )
      if (inner.length === 0 || wasRead.includes(true)) warn(rule.name, rule.warning)
      return !wasRead.includes(false)
    }
    return false
  }
  const on = FRAMING_RULES.filter(({ name }) => isOn(rules, name))
  return (payload) => read(payload, on)
}
