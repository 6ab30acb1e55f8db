import { isObject } from '../json.js'

/** What stands where a secret was. */
const REDACTED = '[redacted]'

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'cookie', 'set-cookie'])

/** Names of query parameters and body fields that hold a secret, compared without case, `-` and `_`. */
const SECRET_NAMES = new Set([
  'key',
  'apikey',
  'xapikey',
  'accesskey',
  'secretkey',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'sessiontoken',
  'auth',
  'authorization',
  'bearer',
  'secret',
  'clientsecret',
  'password',
  'passwd',
  'sig',
  'signature',
  'cookie',
])

/** A shorter secret is not looked for in text: it would be found in ordinary words. */
const SHORTEST_SECRET = 8

const isSecretName = (name: string) => SECRET_NAMES.has(name.toLowerCase().replaceAll(/[-_]/g, ''))

/** Takes the secrets of one exchange out of everything that is written of it: by their names, and by their values wherever else they turn up. */
export interface Redactor {
  headers(headers: Headers): Record<string, string>
  url(url: string): string
  /** A body: known fields of JSON, and known values in any text. */
  body(text: string): string
  /** Text in which only known values are looked for. */
  text(text: string): string
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  const learn = (secret: string) => {
    // "Bearer abc": the scheme is no secret, and the key may turn up elsewhere without it.
    for (const part of secret.split(/[\s;=,]+/)) if (part.length >= SHORTEST_SECRET) secrets.add(part)
  }
  const text = (value: string) => [...secrets].reduce((clean, secret) => clean.replaceAll(secret, REDACTED), value)

  return {
    headers(headers) {
      for (const [name, value] of headers) if (SECRET_HEADERS.has(name)) learn(value)
      return Object.fromEntries([...headers].filter(([name]) => !SECRET_HEADERS.has(name)).map(([name, value]) => [name, text(value)]))
    },
    url(value) {
      if (!URL.canParse(value)) return text(value)
      const url = new URL(value)
      const secretParams = [...url.searchParams].filter(([name]) => isSecretName(name))
      for (const secret of [url.username, url.password, ...secretParams.map(([, param]) => param)]) learn(secret)
      url.username = ''
      url.password = ''
      for (const [name] of secretParams) url.searchParams.set(name, 'redacted')
      return text(url.href)
    },
    body(value) {
      return text(redactJson(value, learn))
    },
    text,
  }
}

/** The text again where it is no JSON or holds no known field, so that what was sent stays letter for letter. */
function redactJson(text: string, learn: (secret: string) => void): string {
  let found = false
  try {
    const clean: unknown = JSON.parse(text, (name, value: unknown) => {
      if (typeof value !== 'string' || !isSecretName(name)) return value
      found = true
      learn(value)
      return REDACTED
    })
    return found && (isObject(clean) || Array.isArray(clean)) ? JSON.stringify(clean) : text
  } catch {
    return text
  }
}
