/** What stands where a secret was. */
const REDACTED = '[redacted]'

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'cookie', 'set-cookie'])

/** Names of fields of JSON that hold a secret, compared without case, `-` and `_`. */
const SECRET_FIELDS = new Set([
  'apikey',
  'xapikey',
  'accesskey',
  'secretkey',
  'accesstoken',
  'authtoken',
  'refreshtoken',
  'idtoken',
  'sessiontoken',
  'authorization',
  'bearer',
  'secret',
  'clientsecret',
  'password',
  'passwd',
])

/** Names of query parameters that hold one: there the short names are keys too, which in a body are mostly ordinary data. */
const SECRET_PARAMS = new Set([...SECRET_FIELDS, 'key', 'token', 'auth', 'sig', 'signature'])

/** A field of JSON with a string, but not JSON inside a string: what a model wrote about keys is no key. */
const STRING_FIELD = /(?<!\\)("([\w-]+)"\s*:\s*")([^"\\]+)/g

/** A shorter secret is not looked for in text: it would be found in ordinary words. */
const SHORTEST_SECRET = 8

const isNamed = (name: string, names: ReadonlySet<string>) => names.has(name.toLowerCase().replaceAll(/[-_]/g, ''))

/**
 * Takes the secrets of one exchange out of everything that is written of it: by their names, and by their values wherever else they turn
 * up. A secret that the server sends back cut in two by its reads is not recognised.
 */
export interface Redactor {
  readonly headers: (headers: Headers) => Record<string, string>
  readonly url: (url: string) => string
  /** A request body, or one read of a response. Whatever holds no secret stays letter for letter. */
  readonly text: (text: string) => string
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  const learn = (secret: string) => {
    // "Bearer abc": the scheme is no secret, and the key may turn up elsewhere without it.
    for (const part of secret.split(/[\s;=,]+/)) if (part.length >= SHORTEST_SECRET) secrets.add(part)
  }
  const withoutValues = (text: string) => [...secrets].reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text)

  return {
    headers(headers) {
      for (const [name, value] of headers) if (SECRET_HEADERS.has(name)) learn(value)
      return Object.fromEntries(
        [...headers].filter(([name]) => !SECRET_HEADERS.has(name)).map(([name, value]) => [name, withoutValues(value)]),
      )
    },
    url(value) {
      if (!URL.canParse(value)) return withoutValues(value)
      const url = new URL(value)
      const secretParams = [...url.searchParams].filter(([name]) => isNamed(name, SECRET_PARAMS))
      for (const secret of [url.username, url.password, ...secretParams.map(([, param]) => param)]) learn(secret)
      url.username = ''
      url.password = ''
      for (const [name] of secretParams) url.searchParams.set(name, 'redacted')
      return withoutValues(url.href)
    },
    text(value) {
      const withoutFields = value.replaceAll(STRING_FIELD, (field: string, opening: string, name: string, secret: string) => {
        if (!isNamed(name, SECRET_FIELDS)) return field
        learn(secret)
        return opening + REDACTED
      })
      return withoutValues(withoutFields)
    },
  }
}
