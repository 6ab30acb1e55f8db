import { isKeyLike } from './keyLike.js'
import { REDACTED } from './redactFields.js'

/** A shorter value is looked for as a whole word only. */
const LONG = 8
/** A shorter value is not looked for at all: it would be found everywhere. */
const SHORTEST = 4
/** The beginning of a secret that is taken for the secret, where something else follows: an error message may have cut it. */
const TELLING = 16
/** As many are remembered, those that were seen last: a recorder may live for long, and each response may set a cookie. */
const MAX_SECRETS = 4000

/** What a gateway writes in place of the middle of a secret, also as bytes: `***`, `...`, `…`, `••`. */
const MARK = String.raw`\*{3,}|\.{3}|…|•{2,}|\u00e2\u0080\u00a6|(?:\u00e2\u0080\u00a2){2,}`
/** What closes a quotation or a bracket and ends a word; of bytes the first. */
const CLOSING = String.raw`\s"'${'`'}\\<>,;)\]}’”»\u00c2`
/** What follows the beginning of a secret in the message of a gateway that shows no more of it: `***6789`. The point behind it is the sentence's. */
const MASK = new RegExp(`(?:${MARK})(?:[.:!?]*(?:${MARK}|[^.:!?${CLOSING}\u00e2]))*`, 'y')
/** The same where the text ends before it can be told. */
const OPEN_MASK = new RegExp(String.raw`(?:\*+|\.{1,3}|…|•+|\u00e2(?:\u0080[\u00a2\u00a6]?)*)[^${CLOSING}]{0,64}$`, 'y')

/** How a text ends: nothing follows it; more may follow; or it was broken off, so that what it ends with may be half a secret. */
export type TextEnd = 'closed' | 'open' | 'broken'

export interface CleanText {
  readonly text: string
  /** The end of what was given, where it may be the beginning of a secret that goes on in what follows. */
  readonly rest: string
}

/** The values that must not be written, wherever they turn up. */
export class Secrets {
  readonly #values = new Set<string>()
  #firstLetter: RegExp | undefined

  /** Remembers a value, in every form in which it may come back. */
  learn(secret: string): void {
    const value = secret.trim()
    for (const form of formsOf(value)) this.#add(form)
    const [, scheme = '', token] = /^([A-Za-z][\w-]*) +(\S+)$/.exec(value) ?? []
    if (token !== undefined) {
      this.learn(token)
      if (/^basic$/i.test(scheme)) this.#learnUser(token)
      return
    }
    // Cookies and signatures are lists of names and values, of which some are words.
    const parts = value.split(/[\s;,&]+/)
    if (parts.length < 2 && !/^[\w.-]+=./.test(value)) return
    for (const part of parts) {
      const [, named = part] = /^[\w.-]+=(.+)$/.exec(part) ?? []
      if (named.length >= LONG && isKeyLike(named)) for (const form of formsOf(named)) this.#add(form)
    }
  }

  /**
   * The text without its secrets. Of an open text the end is left over where a secret may have begun.
   * @param before the letter that stands before the text.
   */
  clean(text: string, end: TextEnd = 'closed', before = ''): CleanText {
    const first = this.#first()
    let clean = ''
    let from = 0
    first.lastIndex = 0
    for (let found = first.exec(text); found; found = first.exec(text)) {
      const at = found.index
      const echo = this.#echoAt(text, at, end, before)
      if (echo === 'open') return { text: clean + text.slice(from, at), rest: text.slice(at) }
      if (echo) {
        // Digits may stand where JSON wants a number.
        clean += text.slice(from, at) + (/^\d+$/.test(echo) ? '0' : REDACTED)
        from = at + echo.length
      }
      first.lastIndex = echo ? from : at + 1
    }
    return { text: clean + text.slice(from), rest: '' }
  }

  /** The longest echo of a secret that stands at `at`; `open` where the text ends before that can be told. */
  #echoAt(text: string, at: number, end: TextEnd, before: string): string {
    let longest = 0
    for (const secret of this.#values) {
      const length = echoLength(text, at, secret, end, before)
      if (length === 'open') return 'open'
      longest = Math.max(longest, length)
    }
    return text.slice(at, at + longest)
  }

  #learnUser(token: string): void {
    let [user, password]: (string | undefined)[] = []
    try {
      ;[user = '', password] = atob(token).split(/:(.*)/s)
    } catch {
      return
    }
    if (password) this.learn(password)
    if (!password || isKeyLike(user)) this.learn(user)
  }

  #add(value: string): void {
    if (!isLookedFor(value) || value === REDACTED || value === 'redacted') return
    this.#values.delete(value)
    this.#values.add(value)
    const [oldest = ''] = this.#values
    if (this.#values.size > MAX_SECRETS) this.#values.delete(oldest)
    this.#firstLetter = undefined
  }

  #first(): RegExp {
    const letters = [...new Set([...this.#values].map((secret) => secret.charCodeAt(0)))]
    this.#firstLetter ??= new RegExp(`[${letters.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}]`, 'g')
    return this.#firstLetter
  }
}

function echoLength(text: string, at: number, secret: string, end: TextEnd, before: string): number | 'open' {
  let length = 0
  while (length < secret.length && at + length < text.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1
  const reachesEnd = at + length === text.length
  const isWhole = length === secret.length
  if (isWord(secret)) {
    if (/[A-Za-z\d]/.test(text[at - 1] ?? before)) return 0
    if (reachesEnd && end === 'open') return 'open'
    if (isWhole) return /[A-Za-z\d]/.test(text[at + length] ?? '') ? 0 : length
    return 0
  }
  if (isWhole) return length
  if (reachesEnd && end === 'open') return 'open'
  if (length >= TELLING || (reachesEnd && end === 'broken' && length >= SHORTEST)) return length
  if (length < SHORTEST) return 0
  const openMask = end === 'closed' ? '' : matchAt(OPEN_MASK, text, at + length)
  if (openMask !== '' && end === 'open') return 'open'
  const mask = matchAt(MASK, text, at + length) || openMask
  return mask === '' ? 0 : length + mask.length
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** Whether a value is found as a whole word only: inside another word or number it is most likely part of that. */
function isWord(secret: string): boolean {
  return secret.length < LONG || /^\d+$/.test(secret)
}

/** A short word such as `ollama`, given for a key where none is needed, is not looked for: answers are full of words. */
function isLookedFor(value: string): boolean {
  if (value.length >= LONG) return true
  if (value.length < SHORTEST || /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)$/.test(value)) return false
  return !/^\d+$/.test(value) || value.length > 5
}

/** The value as it is, as JSON, addresses and forms write it, and each also as the letters of its bytes. */
function formsOf(value: string): Set<string> {
  const forms = [value, decodedJson(value)].flatMap((plain) => {
    const json = JSON.stringify(plain).slice(1, -1)
    const address = encodeAddress(plain)
    const lower = address.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase())
    return [plain, json, json.replaceAll('/', '\\/'), address, lower, address.replaceAll('%20', '+')]
  })
  return new Set(forms.flatMap((form) => [form, lettersOf(new TextEncoder().encode(form))]))
}

function decodedJson(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`))
  } catch {
    return value
  }
}

function encodeAddress(value: string): string {
  return encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\uFFFD'))
}

/** Bytes as a letter each, whatever their encoding. */
export function lettersOf(bytes: Uint8Array): string {
  let letters = ''
  // In slices: a function takes only so many arguments.
  for (let from = 0; from < bytes.length; from += 8192) letters += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return letters
}
