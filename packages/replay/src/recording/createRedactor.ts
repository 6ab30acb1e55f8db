import { REDACTED, redactFields } from './redactFields.js'
import { isKeptHeader, isSecretParam } from './secretNames.js'

/** A shorter secret is not looked for in text: it would be found in ordinary words. */
const SHORTEST_SECRET = 8
/** As much of a response is held back at most. */
const MAX_HELD = 1_000_000

/**
 * Takes the secrets of one exchange out of everything that is written of it: by their names, and by their values wherever else they turn
 * up, also where the reads of a response cut them.
 */
export interface Redactor {
  /** Only those that a recording is read and replayed for. */
  readonly headers: (headers: Headers) => Record<string, string>
  readonly url: (url: string) => string
  /** A request body. Whatever holds no secret stays letter for letter. */
  readonly body: (text: string) => string
  /** The next bytes of a response, without their end where that may be the beginning of a secret; it comes with the bytes after. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
  /** What was held back. */
  readonly rest: () => Uint8Array<ArrayBuffer>
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  let held = ''

  const learn = (secret: string) => {
    // "Bearer abc": the scheme is no secret, and the key may turn up elsewhere without it.
    for (const part of secret.split(/[\s;=,]+/)) if (part.length >= SHORTEST_SECRET && part !== REDACTED) secrets.add(part)
  }
  const withoutValues = (text: string) => [...secrets].reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text)

  const params = (query: string) =>
    query
      .split('&')
      .map((param) => {
        const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(param) ?? []
        if (value === '' || !isSecretParam(decoded(name))) return param
        learn(value)
        learn(decoded(value))
        return `${name}=redacted`
      })
      .join('&')

  const url = (value: string) => {
    const [address = ''] = (URL.canParse(value) ? new URL(value).href : value).split('#')
    const [, start = '', user = '', path = '', query] =
      /^((?:[a-z][a-z\d+.-]*:)?[\\/]{2})?(?:([^\\/?#]*)@)?([^?]*)(?:\?(.*))?$/is.exec(address) ?? []
    // Only what follows `//` names a user; in a path an @ is a letter.
    const isUser = start !== ''
    if (isUser) for (const part of user.split(':')) learn(decoded(part))
    const kept = isUser || user === '' ? '' : `${user}@`
    return withoutValues(start + kept + path + (query === undefined ? '' : `?${params(query)}`))
  }

  const next = (bytes: Uint8Array<ArrayBuffer>, isLast: boolean) => {
    const text = withoutValues(held + lettersOf(bytes))
    const { text: clean, rest } = redactFields(text, learn, isLast || text.length > MAX_HELD)
    const written = withoutValues(clean)
    const keep = isLast ? 0 : Math.max(0, ...[...secrets].map((secret) => beginningAtEnd(written, secret)))
    held = written.slice(written.length - keep) + rest
    return bytesOf(written.slice(0, written.length - keep))
  }

  return {
    headers(headers) {
      for (const [name, value] of headers) if (!isKeptHeader(name) && isSecretParam(name)) learn(value)
      const kept = [...headers].filter(([name]) => isKeptHeader(name))
      return Object.fromEntries(kept.map(([name, value]) => [name, name === 'location' ? url(value) : withoutValues(value)]))
    },
    url,
    body(text) {
      const isForm = /^[^\s&={}"]+=[^\s{}"]*$/.test(text)
      return withoutValues(isForm ? params(text) : redactFields(text, learn, true).text)
    },
    read: (bytes) => next(bytes, false),
    rest: () => next(new Uint8Array(), true),
  }
}

/** The length of the longest beginning of `secret` that `text` ends with. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length
  }
  return 0
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Bytes as a letter each, whatever their encoding: names and secrets are ASCII, and every other byte comes back as it was. */
function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}
