import { parseJson } from './parseJson.js'
import { endsInHalf } from './rules.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** So many templates may be of no use before an answer is taken for one whose envelopes differ. */
const MAX_TEMPLATES = 8

/** A short way for events that add nothing but text. */
export interface TextLane {
  /** The chunk of an event that differs from an earlier one in its text alone; undefined where it does not. */
  read: (data: string) => ChatCompletionChunk | undefined
  /** Learns from an event that was parsed, and its chunk of plain text. */
  learn: (data: string, chunk: ChatCompletionChunk) => void
}

export function createTextLane(): TextLane {
  let template: Template | undefined
  let templates = 0
  let served = 0
  return {
    read(data) {
      const chunk = template?.(data)
      if (chunk) served++
      return chunk
    },
    learn(data, chunk) {
      if (templates > MAX_TEMPLATES + served / MAX_TEMPLATES) return
      template = createTemplate(data, chunk) ?? template
      templates++
    },
  }
}

type Template = (data: string) => ChatCompletionChunk | undefined

/** No text of a model: stands where the text goes while a template is tried out. */
const PROBE = 'rivulet\u2063probe'
/** No padding of a gateway, which is different for each event. */
const PAD = 'rivuletPad'

/** OpenAI pads events against traffic analysis: behind the text, and each otherwise. */
const PADDED = /^(.*"obfuscation": ?")([\dA-Za-z]*)(?=")/

/**
 * Most events of an answer are the same but for the text, and the padding. `JSON.parse` of the envelope is two thirds of what such an event costs, so an
 * event with the same characters around its text is not parsed again: only its text is. Exact, since characters that parsed once parse the same again;
 * undefined where the event is not of that kind.
 */
function createTemplate(data: string, chunk: ChatCompletionChunk): Template | undefined {
  const [choice] = chunk.choices
  const content = choice?.delta.content
  if (!choice || !content || chunk.choices.length !== 1) return undefined
  const literal = JSON.stringify(content)
  const key = ['"content":', '"content": '].find((name) => data.includes(name + literal))
  if (key === undefined) return undefined
  const start = data.indexOf(key + literal) + key.length + 1
  const before = data.slice(0, start)
  const rest = data.slice(start + literal.length - 2)
  const [padded, after = rest] = PADDED.exec(rest) ?? []
  const isPadded = padded !== undefined
  const end = isPadded ? rest.slice(padded.length) : ''
  const probed = parseJson(before + PROBE + after + (isPadded ? PAD : '') + end) as Padded | undefined
  if (probed?.choices?.[0]?.delta?.content !== PROBE || (isPadded && probed.obfuscation !== PAD)) return undefined
  const { length } = before
  return (next) => {
    const padEnd = next.length - end.length
    const padStart = isPadded ? startOfPad(next, padEnd) : padEnd
    const textEnd = padStart - after.length
    // Comparing slices is a memcmp; startsWith and endsWith go character by character.
    if (textEnd < length || next.slice(0, length) !== before || next.slice(textEnd, padStart) !== after || next.slice(padEnd) !== end)
      return undefined
    const text = unquote(next.slice(length, textEnd))
    if (text === undefined || endsInHalf(text)) return undefined
    const read: Padded = { ...chunk, choices: [{ ...choice, delta: { ...choice.delta, content: text } }] }
    if (isPadded) read.obfuscation = next.slice(padStart, padEnd)
    return read
  }
}

type Padded = ChatCompletionChunk & { obfuscation?: string }

/** Where the letters and digits begin that end at `end`. */
function startOfPad(data: string, end: number): number {
  let start = end
  while (isPad(data.charCodeAt(start - 1))) start--
  return start
}

/** Whether a character is one of those that {@link PADDED} names. */
function isPad(code: number): boolean {
  const letter = code | 0x20
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

/** The text of a JSON string without its quotes; undefined where there is none. */
function unquote(literal: string): string | undefined {
  for (let at = 0; at < literal.length; at++) {
    const code = literal.charCodeAt(at)
    if (code !== 0x22 && code !== 0x5c && code >= 0x20) continue
    return parseJson(`"${literal}"`) as string | undefined
  }
  return literal
}
