import { setOwn } from './own.js'
import { endsInHalf } from './rules.js'

/**
 * JSON that arrives in pieces, readable at any time.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export interface PartialJson {
  /** Takes the next piece of text. Costs the piece's length, however much came before. Never throws; what is no JSON makes it `broken`. */
  push: (text: string) => void
  /**
   * What has come so far: what a parse of the text would give if it were cut back to its last certain character and closed. Strings grow; numbers
   * and words appear when they are whole; undefined before the first value. Changed in place: the same object grows.
   */
  readonly value: unknown
  /** Grows whenever `value` changed. */
  readonly version: number
  /** `whole` once the value is closed; `broken` once no continuation can make the text JSON: the value stays as it was. */
  readonly state: 'open' | 'whole' | 'broken'
}

/** Limits of {@link createPartialJson}; text beyond them is `broken`, and its value stays as it was. */
export interface PartialJsonOptions {
  /** Deepest nesting of objects and lists. @defaultValue 100 */
  maxDepth?: number | undefined
  /** Longest text, in UTF-16 units. @defaultValue 8,388,608 */
  maxChars?: number | undefined
}

type Container = { list: unknown[]; object?: undefined } | { object: Record<string, unknown>; list?: undefined }
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma' | 'string' | 'word' | 'nothing'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const WORDS: Record<string, unknown> = { true: true, false: false, null: null }
/** No number of JSON means more with more characters; a longer one would cost its length again. */
const MAX_WORD_CHARS = 1024

/** Creates a reader of JSON that arrives in pieces, such as a tool call's arguments or a structured answer. No lenient dialect: JSON or `broken`. */
export function createPartialJson({ maxDepth = 100, maxChars = 8 * 2 ** 20 }: PartialJsonOptions = {}): PartialJson {
  const stack: Container[] = []
  let value: unknown
  let version = 0
  let expected: Expected = 'value'
  let isBroken = false
  let chars = 0
  let key = ''
  /** Whether the string at hand is a key. */
  let isKey = false
  /** The string or word at hand. */
  let token = ''
  /** Half of a character at its end: no part of it before the other half is there, or it is known that none comes. */
  let half = ''
  /** An escape that is not whole yet, with its backslash. */
  let escape = ''

  const broken = () => {
    isBroken = true
  }

  /** Puts a value where it belongs; `again` where it replaces its own beginning. */
  const place = (next: unknown, again: boolean) => {
    const top = stack.at(-1)
    if (!top) value = next
    else if (top.object) setOwn(top.object, key, next)
    else top.list[again ? top.list.length - 1 : top.list.length] = next
    version++
  }

  const closed = () => {
    expected = stack.length > 0 ? 'comma' : 'nothing'
  }

  const open = (container: Container) => {
    if (stack.length >= maxDepth) return broken()
    place(container.list ?? container.object, false)
    stack.push(container)
    expected = container.list ? 'value-or-end' : 'key-or-end'
  }

  const close = (isList: boolean) => {
    const top = stack.pop()
    if (!top || isList !== (top.list !== undefined)) broken()
    else closed()
  }

  const endWord = () => {
    const isNumber = NUMBER.test(token)
    if (!isNumber && !Object.hasOwn(WORDS, token)) return broken()
    place(isNumber ? Number(token) : WORDS[token], false)
    token = ''
    closed()
  }

  /** Starts whatever value `char` begins. */
  const beginValue = (char: string) => {
    if (char === '{') open({ object: {} })
    else if (char === '[') open({ list: [] })
    else if (char === '"') {
      place('', false)
      isKey = false
      expected = 'string'
    } else if (/[-\dtfn]/.test(char)) {
      token = char
      expected = 'word'
    } else broken()
  }

  const beginKey = (char: string) => {
    if (char !== '"') return broken()
    isKey = true
    expected = 'string'
  }

  /** Takes one character outside of strings. */
  const step = (char: string): void => {
    if (expected === 'word') {
      if (/[\w.+-]/.test(char)) {
        token += char
        const isPossible =
          token.length <= MAX_WORD_CHARS && (/^[-\d]/.test(token) || Object.keys(WORDS).some((word) => word.startsWith(token)))
        if (!isPossible) broken()
        else if (Object.hasOwn(WORDS, token)) endWord()
        return
      }
      endWord()
    }
    if (isBroken || char === ' ' || char === '\n' || char === '\r' || char === '\t') return
    const isEnd = char === ']' || char === '}'
    if (isEnd && (expected === 'value-or-end' || expected === 'key-or-end' || expected === 'comma')) return close(char === ']')
    if (expected === 'value' || expected === 'value-or-end') return beginValue(char)
    if (expected === 'key' || expected === 'key-or-end') return beginKey(char)
    if (char === ':' && expected === 'colon') expected = 'value'
    else if (char === ',' && expected === 'comma') expected = stack.at(-1)?.list ? 'value' : 'key'
    else broken()
  }

  const appendHalf = (next: string) => {
    const text = half + next
    half = endsInHalf(text) ? text.slice(-1) : ''
    token += half === '' ? text : text.slice(0, -1)
  }

  // Small, since all of a long text comes by here.
  const append = (next: string) => {
    if (half !== '' || endsInHalf(next)) appendHalf(next)
    else token += next
  }

  /** Takes characters of a string from `at` and returns where to go on. */
  const takeString = (text: string, from: number): number => {
    let at = from
    if (escape !== '') {
      escape += text.charAt(at++)
      const isUnicode = escape.charAt(1) === 'u'
      if (isUnicode ? !/^\\u[\da-f]{0,4}$/i.test(escape) : !/^\\["\\/bfnrt]$/.test(escape)) broken()
      else if (escape.length === (isUnicode ? 6 : 2)) {
        append(JSON.parse(`"${escape}"`) as string)
        escape = ''
      }
      return at
    }
    let code = text.charCodeAt(at)
    while (at < text.length && code !== 0x22 && code !== 0x5c && code >= 0x20) code = text.charCodeAt(++at)
    if (at > from) append(text.slice(from, at))
    if (at === text.length) return at
    if (code === 0x5c) escape = '\\'
    else if (code === 0x22) endString()
    else broken()
    return at + 1
  }

  const endString = () => {
    token += half
    half = ''
    if (isKey) {
      key = token
      expected = 'colon'
    } else {
      if (token !== '') place(token, true)
      closed()
    }
    token = ''
  }

  return {
    get value() {
      return value
    },
    get version() {
      return version
    },
    get state() {
      return isBroken ? 'broken' : expected === 'nothing' ? 'whole' : 'open'
    },
    push(text) {
      if (isBroken) return
      const taken = text.slice(0, maxChars - chars)
      chars += text.length
      for (let at = 0; at < taken.length;) {
        if (isBroken) break
        if (expected === 'string') at = takeString(taken, at)
        else step(taken.charAt(at++))
      }
      // A string shows as far as it has come: set once a piece, not once a character.
      if (expected === 'string' && !isKey && token !== '') place(token, true)
      if (chars > maxChars) broken()
    },
  }
}
