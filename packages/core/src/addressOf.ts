import { ChatError } from './ChatError.js'

/** Where a client sends. */
export interface Address {
  baseURL: string
  searchParams?: Record<string, string> | undefined
}

/** The query of an address: that of baseURL, and the client's own over it. */
export function searchOf({ baseURL, searchParams = {} }: Address): URLSearchParams {
  const search = new URLSearchParams(baseURL.split(/[?#]/)[1] ?? '')
  for (const [name, value] of Object.entries(searchParams)) search.set(name, value)
  return search
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
  const search = searchOf(address)
  const end = search.size > 0 ? `?${search}` : ''
  const url = `${base.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}${path}${end}`
  const parsed = parseUrl(url)
  if (parsed && (parsed.username || parsed.password)) {
    throw refusal('baseURL holds a user or a password, which no fetch sends. Give them as a header (Authorization) instead.')
  }
  const isSendable = parsed
    ? (mayBeAnything && url.includes('://')) || !URL.canParse(url) || /^https?:$/.test(parsed.protocol)
    : mayBeAnything && baseURL.startsWith('/')
  // Without a host the path would be taken for one.
  const hasHost = !base.includes('://') || URL.canParse(base)
  if (!isSendable || !hasHost) throw refusal('baseURL is no address that can be sent to.')
  return url
}

/** An address for people and for telling clients apart: without user, password and query, which may hold a secret. */
export function publicAddress(baseURL: unknown): string {
  return typeof baseURL === 'string' ? baseURL.replace(/[?#].*$/s, '').replace(/^([\w+.-]*:?\/\/)[^/]*@/, '$1') : ''
}

/** In a web page an address may be relative to it. */
function parseUrl(url: string): URL | undefined {
  const page = (globalThis as { location?: { href?: string } }).location?.href
  return URL.canParse(url, page) ? new URL(url, page) : undefined
}

function refusal(what: string): ChatError {
  return new ChatError(
    'http',
    `${what} Nothing was sent. A baseURL looks like https://api.example.com/v1; it ends before /chat/completions.`,
  )
}
