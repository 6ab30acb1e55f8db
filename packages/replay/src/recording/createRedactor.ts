import { isKeyLike } from './keyLike.js'
import { redactAddress } from './redactAddress.js'
import { redactBody } from './redactBody.js'
import { createReadRedactor, type ReadRedactor } from './redactReads.js'
import { isKeptHeader, isPublicHeader, isSecretParam } from './secretNames.js'
import { Secrets } from './Secrets.js'

/**
 * Takes the secrets of one exchange out of everything that is written of it: by their names, and by their values wherever else they turn
 * up, also where the reads of a response cut them.
 */
export interface Redactor {
  /** Only those headers of a request that a recording is read and replayed for. */
  readonly requestHeaders: (headers: Headers) => Record<string, string>
  /** The same of a response. */
  readonly responseHeaders: (headers: Headers) => Record<string, string>
  readonly url: (url: string) => string
  /** A request body. Whatever holds no secret stays letter for letter. */
  readonly body: (text: string) => string
  /** What takes them out of a response of that type. */
  readonly reads: (contentType: string) => ReadRedactor
}

/** @param secrets those that are known, to which the exchange adds its own. */
export function createRedactor(secrets: Secrets = new Secrets()): Redactor {
  const learn = (secret: string) => secrets.learn(secret)
  const clean = (text: string) => secrets.clean(text).text
  const url = (address: string) => clean(redactAddress(address, learn))

  const kept = (headers: Headers) =>
    Object.fromEntries(
      [...headers]
        .filter(([name]) => isKeptHeader(name))
        .map(([name, value]) => [name, name === 'location' || name === 'content-location' ? url(value) : clean(value)]),
    )

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
      return kept(headers)
    },
    url,
    body: (text) => clean(redactBody(text, learn)),
    reads: (contentType) => createReadRedactor(secrets, !/json|event-stream|html|xml/i.test(contentType)),
  }
}
