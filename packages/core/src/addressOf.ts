import { ChatError } from './ChatError.js'
import { encodeQuery, parseQuery } from './parseQuery.js'

/** Where a client sends. */
export interface Address {
  baseURL: string
  searchParams?: Record<string, string> | undefined
}

/** The query of an address: that of baseURL, and the client's own over it. */
export function searchOf({ baseURL, searchParams = {} }: Address): [name: string, value: string][] {
  const [, query = ''] = /^[^#]*?\?([^#]*)/.exec(baseURL) ?? []
  const own = Object.entries<unknown>(searchParams).map(([name, value]): [string, string] => [name, String(value)])
  return [...parseQuery(query).filter(([name]) => !Object.hasOwn(searchParams, name)), ...own]
}

/**
 * Joins the API's address with a path: with or without a slash at its end, with or without a query of its own.
 * @param mayBeAnything whether the `fetch` in use is the application's own, which may resolve a path or know other schemes
 * @throws {@link ChatError} `http` for an address that cannot be sent to. The platform's own error would quote it, with all that it holds.
 */
export function addressOf(address: Address, path: string, mayBeAnything: boolean): string {
  const baseURL: unknown = address.baseURL
  if (typeof baseURL !== 'string') throw refusal('baseURL is missing.')
  const [base = ''] = baseURL.split(/[?#]/)
  const query = searchOf(address).map((pair) => pair.map(encodeQuery).join('='))
  const end = query.length > 0 ? `?${query.join('&')}` : ''
  const url = `${base.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}${path}${end}`
  const parsed = partsOf(url, (globalThis as { location?: { href?: string } }).location?.href)
  if (parsed && (parsed.username || parsed.password)) {
    throw refusal('baseURL holds a user or a password, which no fetch sends. Give them as a header (Authorization) instead.')
  }
  const isSendable = parsed
    ? (mayBeAnything && url.includes('://')) || !partsOf(url) || /^https?:$/.test(parsed.protocol)
    : mayBeAnything && baseURL.startsWith('/')
  // Without a host the path would be taken for one.
  const hasHost = !base.includes('://') || partsOf(base)
  if (!isSendable || !hasHost) throw refusal('baseURL is no address that can be sent to.')
  return url
}

/** An address for people and for telling clients apart: without user, password and query, which may hold a secret. */
export function publicAddress(baseURL: unknown): string {
  return typeof baseURL === 'string' ? baseURL.replace(/[?#].*$/s, '').replace(/^([\w+.-]*:?\/\/)[^/]*@/, '$1') : ''
}

/**
 * The parts of an address; undefined where it is none. In React Native `URL` takes anything, and then throws for its parts or guesses them, so
 * that a `URL` that cannot say what it can parse is not asked.
 * @see https://github.com/facebook/react-native/blob/v0.88.1/packages/react-native/Libraries/Blob/URL.js
 */
export function partsOf(url: string, page?: string): Pick<URL, 'protocol' | 'username' | 'password' | 'host' | 'origin'> | undefined {
  if ('canParse' in URL) return URL.canParse(url, page) ? new URL(url, page) : undefined
  const [, protocol = '', user = '', host] = /^([a-z][a-z\d+.-]*:)\/\/(?:([^/?#]*)@)?([^/?#\s]+)/i.exec(url) ?? []
  return host === undefined ? undefined : { protocol, username: user, password: '', host, origin: `${protocol}//${host}` }
}

function refusal(what: string): ChatError {
  return new ChatError(
    'http',
    `${what} Nothing was sent. A baseURL looks like https://api.example.com/v1; it ends before /chat/completions.`,
  )
}
