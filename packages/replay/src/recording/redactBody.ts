import { endOfString } from './endOfString.js'
import { redactParams, type Learn } from './redactAddress.js'
import { redactFields } from './redactFields.js'
import { isSecretParam } from './secretNames.js'

/** JSON in a string in JSON … no deeper than this. */
const MAX_DEPTH = 8
/** One part of a form: its name, what stands before its value, its value. */
const PART = /(\bname="([^"\r\n]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)(.*?)(?=\r?\n--)/gs

/** What was sent, without the values of secret fields: of JSON, also in strings of it, and of forms of both kinds. Whatever holds no secret stays letter for letter. */
export function redactBody(text: string, learn: Learn): string {
  if (/^--[^\r\n]+\r?\n/.test(text)) return redactParts(text, learn)
  return redactJson(/^\s*[[{"]/.test(text) ? text : redactParams(text, learn), learn, 0)
}

function redactJson(text: string, learn: Learn, depth: number): string {
  const clean = redactFields(text, learn, true).text
  if (depth === MAX_DEPTH) return clean
  return withStrings(clean, (literal) => {
    if (!literal.includes('"', 1) || !literal.includes('\\')) return literal
    const inner = parsedString(literal)
    if (inner === undefined) return literal
    const cleanInner = redactJson(inner, learn, depth + 1)
    return cleanInner === inner ? literal : JSON.stringify(cleanInner)
  })
}

/** The text with each string of JSON as `change` makes it. */
function withStrings(text: string, change: (literal: string) => string): string {
  let changed = ''
  let from = 0
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', from)) {
    const end = endOfString(text, start)
    if (end === undefined) break
    changed += text.slice(from, start) + change(text.slice(start, end))
    from = end
  }
  return changed + text.slice(from)
}

function parsedString(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal))
  } catch {
    return undefined
  }
}

function redactParts(text: string, learn: Learn): string {
  return text.replaceAll(PART, (part, head: string, name: string, value: string) => {
    if (!isSecretParam(name)) return head + redactJson(value, learn, 0)
    learn(value)
    return `${head}redacted`
  })
}
