import { endOfString } from './endOfString.js'
import { isKeyLike } from './keyLike.js'
import type { CleanText } from './Secrets.js'
import { isSecretField, isSecretNumber } from './secretNames.js'

/** What stands where a secret was. */
export const REDACTED = '[redacted]'

/** The name of a field of JSON, but not of JSON inside a string: what a model wrote about keys is no key. */
const FIELD = /(?<!\\)"([\w.-]+)"\s*:\s*/g
const NUMBER = /-?(?:\d[\d.eE+-]*)?/y
const BRACKET_OR_QUOTE = /["[\]{}]/g
/** A string, and what makes it the name of a field; or a number. */
const LEAF = /"([^"\\]*(?:\\.[^"\\]*)*)("?)(\s*:)?|-?\d[\d.eE+-]*/gs
/** Names that are ordinary more often than not: their values decide. */
const AMBIGUOUS = /^(?:keys?|auth)$/i
/** A field's name, or the beginning of one, at the end of a text. */
const OPEN_NAME = /(?<!\\)"(?:[\w.-]{1,64}|[\w.-]+"\s*:?\s*)?$/
/** A property of a schema has the name of a secret, but describes it. */
const SCHEMA = /^\{[^{}[\]]*"(?:type"\s*:\s*"(?:string|object|array|number|integer|boolean|null)"|\$ref"|anyOf"|enum")/

/**
 * Takes the values of secret fields out of JSON, or of what holds JSON, and tells each to `learn`. All else stays letter for letter.
 * @param isLast nothing follows, so that an open field is taken out to its end and nothing rests.
 */
export function redactFields(text: string, learn: (secret: string) => void, isLast: boolean): CleanText {
  let clean = ''
  let from = 0
  FIELD.lastIndex = 0
  for (let field = FIELD.exec(text); field; field = FIELD.exec(text)) {
    const [, name = ''] = field
    const isAmbiguous = AMBIGUOUS.test(name)
    if (!isAmbiguous && !isSecretField(name)) continue
    const start = FIELD.lastIndex
    const end = endOfValue(text, start, isLast)
    if (end === undefined && !isLast) return { text: clean + text.slice(from, field.index), rest: text.slice(field.index) }
    const value = text.slice(start, end)
    if (isAmbiguous ? !isOneKey(value) : /^[-\d]/.test(value) && !isSecretNumber(name, value)) continue
    if (/^token$/i.test(name) && isOfLogprobs(text.slice(0, field.index), text.slice(end ?? text.length))) continue
    clean += text.slice(from, start) + redactedValue(value, learn)
    from = start + value.length
    FIELD.lastIndex = from
  }
  const open = isLast ? undefined : OPEN_NAME.exec(text.slice(from))
  const until = open ? from + open.index : text.length
  return { text: clean + text.slice(from, until), rest: text.slice(until) }
}

/** Where the string, number, list or object at `start` ends; `start` for any other value, undefined where the text ends before. */
function endOfValue(text: string, start: number, isLast: boolean): number | undefined {
  if (start >= text.length) return undefined
  if (text[start] === '"') return endOfString(text, start)
  NUMBER.lastIndex = start
  const [number = ''] = NUMBER.exec(text) ?? []
  if (number !== '') return start + number.length < text.length || isLast ? start + number.length : undefined
  if (text[start] !== '{' && text[start] !== '[') return start
  let depth = 0
  BRACKET_OR_QUOTE.lastIndex = start
  for (let mark = BRACKET_OR_QUOTE.exec(text); mark; mark = BRACKET_OR_QUOTE.exec(text)) {
    if (mark[0] === '"') {
      const end = endOfString(text, mark.index)
      if (end === undefined) return undefined
      BRACKET_OR_QUOTE.lastIndex = end
      continue
    }
    depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1
    if (depth === 0) return BRACKET_OR_QUOTE.lastIndex
  }
  return undefined
}

function redactedValue(value: string, learn: (secret: string) => void): string {
  if (SCHEMA.test(value)) return value
  return value.replaceAll(LEAF, (leaf: string, secret: string | undefined, quote: string, colon: string | undefined) => {
    if (secret === '' || colon !== undefined) return leaf
    learn(secret ?? leaf)
    if (secret === undefined) return `"${REDACTED}"`
    return `"${REDACTED}${quote}`
  })
}

/** Whether a value is a string that looks like a key and nothing else. */
function isOneKey(value: string): boolean {
  const [, text = ''] = /^"([^\s"]{8,})"?$/.exec(value) ?? []
  return isKeyLike(text)
}

/** Whether a field stands beside the log probability of a piece of text. */
function isOfLogprobs(before: string, after: string): boolean {
  return (
    /^\s*,\s*"(?:logprob|bytes|top_logprobs)"/.test(after) ||
    /"logprob"\s*:\s*[-+.\deE]+\s*,\s*(?:"bytes"\s*:\s*(?:\[[\d\s,]*\]|null)\s*,\s*)?$/.test(before.slice(-400))
  )
}
