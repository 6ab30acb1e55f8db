/** Where the upstream is asked: fixed when the relay is made. */
export interface Address {
  chat: string
  models: string
  /** What of the address may be a key: the values of its query. */
  secrets: readonly string[]
}

/**
 * Makes the addresses of an API from its base, with or without a slash or `/chat/completions` at its end; its query is kept.
 * @throws `TypeError` for what cannot be asked. The message does not quote it: it may hold a password.
 */
export function toAddress(baseURL: unknown): Address {
  if (typeof baseURL !== 'string' || !URL.canParse(baseURL)) throw refusal('is no absolute address')
  const { protocol, username, password, origin, pathname, search, searchParams } = new URL(baseURL)
  if (!/^https?:$/.test(protocol)) throw refusal('is neither http nor https')
  if (username || password) throw refusal('holds a user or a password, which no fetch sends; give them as `apiKey` or in `headers`')
  const base = origin + pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
  return { chat: `${base}/chat/completions${search}`, models: `${base}/models${search}`, secrets: [...searchParams.values()] }
}

function refusal(what: string): TypeError {
  return new TypeError(
    `The upstream's baseURL ${what}. The relay would have nobody to ask. It looks like https://api.example.com/v1 and ends before /chat/completions.`,
  )
}
