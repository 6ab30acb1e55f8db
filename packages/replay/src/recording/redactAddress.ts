import { isKeyLike } from './keyLike.js'
import { isSecretParam } from './secretNames.js'

/** A part of a path after which a key stands: `/bot/token/123:abc/send`. */
const KEY_NAME = /^(?:(?:api|access|auth)[-_]?)?(?:key|token|secret)$/i

/** Remembers a value that was taken out. */
export type Learn = (secret: string) => void

/** The address without its user, its fragment, and whatever is a key by its name or by its looks. */
export function redactAddress(given: string, learn: Learn): string {
  const [address = ''] = (URL.canParse(given) ? new URL(given).href : given).split('#')
  const [, start = '', path = '', query] = /^((?:[a-z][a-z\d+.-]*:)?(?:[\\/]{2}[^\\/?]*)?)([^?]*)(?:\?(.*))?$/is.exec(address) ?? []
  return withoutUser(start, learn) + redactPath(path, learn) + (query === undefined ? '' : `?${redactParams(query, learn, isSecretValue)}`)
}

/** A query or form, without the values of parameters that `isSecret` by their names, or names and values. */
export function redactParams(query: string, learn: Learn, isSecret: (name: string, value: string) => boolean = isSecretParam): string {
  return query
    .split('&')
    .map((param) => {
      const [, name = '', value = param] = /^([^=]*)=(.*)$/s.exec(param) ?? []
      if (value === '' || !isSecret(decoded(name), decoded(value))) return param
      learn(value)
      learn(decoded(value))
      return param.slice(0, param.length - value.length) + 'redacted'
    })
    .join('&')
}

function isSecretValue(name: string, value: string): boolean {
  return isSecretParam(name) || isKeyLike(value)
}

function withoutUser(start: string, learn: Learn): string {
  const [, scheme = '', user, host = ''] = /^(.*?[\\/]{2})(?:(.*)@)?([^@]*)$/s.exec(start) ?? []
  if (user === undefined) return start
  const [name = '', password = ''] = user.split(/:(.*)/s)
  learn(decoded(password))
  if (password === '' || isKeyLike(name)) learn(decoded(name))
  return scheme + host
}

function redactPath(path: string, learn: Learn): string {
  let before = ''
  return path.replaceAll(/[^\\/;]+/g, (segment) => {
    const isKey = KEY_NAME.test(before)
    before = segment
    const [, name = '', value = segment] = /^([^=]*)=(.*)$/s.exec(segment) ?? []
    if (!isKey && !isSecretValue(decoded(name), decoded(value))) return segment
    learn(decoded(value))
    return segment.slice(0, segment.length - value.length) + 'redacted'
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
