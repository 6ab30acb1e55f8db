import { isKeyLike } from './keyLike.js'
import { redactAddress, redactParams } from './redactAddress.js'
import { redactBody } from './redactBody.js'
import { redactFields } from './redactFields.js'
import { isKeptHeader, isPublicHeader, isSecretParam } from './secretNames.js'
import { lettersOf, Secrets, type TextEnd } from './Secrets.js'

/** As much of a response is held back at most. */
const MAX_HELD = 1_000_000
/** How a form begins, and what it goes on with. */
const FORM_START = /^[\w.%[\]-]+(?:$|=)/
const FORM = /^[^\s{}"<]*\s*$/

/**
 * Takes the secrets of one exchange out of everything that is written of it: by their names, and by their values wherever else they turn
 * up, also where the reads of a response cut them.
 */
export interface Redactor {
  /** Only those headers of a request that a recording is read and replayed for. */
  readonly requestHeaders: (headers: Headers) => Record<string, string>
  /** The same of a response. To be asked before its first read. */
  readonly responseHeaders: (headers: Headers) => Record<string, string>
  readonly url: (url: string) => string
  /** A request body. Whatever holds no secret stays letter for letter. */
  readonly body: (text: string) => string
  /** The next bytes of a response, without their end where that may be the beginning of a secret; it comes with the bytes after. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
  /** What was held back. */
  readonly rest: () => Uint8Array<ArrayBuffer>
}

/** @param secrets those that are known, to which the exchange adds its own. */
export function createRedactor(secrets: Secrets = new Secrets()): Redactor {
  let held = ''
  let lastLetter = ''
  let mayBeForm = true
  let hasBegun = false

  const learn = (secret: string) => secrets.learn(secret)
  const clean = (text: string) => secrets.clean(text).text
  const url = (address: string) => clean(redactAddress(address, learn))

  const kept = (headers: Headers) =>
    Object.fromEntries(
      [...headers]
        .filter(([name]) => isKeptHeader(name))
        .map(([name, value]) => [name, name === 'location' || name === 'content-location' ? url(value) : clean(value)]),
    )

  /** What a form may have begun: its last parameter rests, as its value may go on. */
  const withoutParams = (text: string, end: TextEnd) => {
    if (text !== '') mayBeForm &&= text.length <= MAX_HELD && FORM.test(text) && (hasBegun || FORM_START.test(text))
    if (!mayBeForm) return { text, rest: '' }
    const until = end === 'open' ? text.lastIndexOf('&') + 1 : text.length
    hasBegun ||= until > 0
    return { text: redactParams(text.slice(0, until), learn), rest: text.slice(until) }
  }

  const next = (bytes: Uint8Array, end: TextEnd) => {
    const given = held + lettersOf(bytes)
    const form = withoutParams(given, end)
    const fields = redactFields(form.text, learn, end !== 'open' || given.length > MAX_HELD)
    const written = secrets.clean(fields.text, fields.rest === '' && form.rest === '' ? end : 'open', lastLetter)
    lastLetter = written.text.at(-1) ?? lastLetter
    held = written.rest + fields.rest + form.rest
    return Uint8Array.from(written.text, (letter) => letter.charCodeAt(0))
  }

  return {
    requestHeaders(headers) {
      for (const [name, value] of headers) {
        if (isKeptHeader(name)) continue
        if (isSecretParam(name) || (value.length >= 8 && !isPublicHeader(name) && isKeyLike(value))) learn(value)
      }
      return kept(headers)
    },
    responseHeaders(headers) {
      for (const [name, value] of headers) if (!isKeptHeader(name) && isSecretParam(name)) learn(value)
      const type = headers.get('content-type') ?? ''
      mayBeForm = !/json|event-stream|html|xml/i.test(type)
      return kept(headers)
    },
    url,
    body: (text) => clean(redactBody(text, learn)),
    read: (bytes) => next(bytes, 'open'),
    rest: () => next(new Uint8Array(), 'broken'),
  }
}
