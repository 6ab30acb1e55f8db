/** `X-Amz-Signature`, `privateKey` and `api_key` in their words, in lower case. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
}

/** Words that make the name of a header or a parameter that of a secret. */
const SECRET_WORD =
  /^(?:key|keys|token|secret|secrets|sig|signature|auth|authorization|bearer|jwt|cookie|password|passwd|pwd|passphrase|credentials?|code|session|sessionid|sid)$/
/** The same where the words are written as one: `apikey`, `accesstoken`, `sessionid`. */
const SECRET_ENDING = /(?:key|token|secret|signature|password|credentials?|session|sessionid)$/

/** Whether a header, a query parameter or a field of a form holds a secret: there `key` and `code` are keys too. */
export function isSecretParam(name: string): boolean {
  return wordsOf(name).some((word) => SECRET_WORD.test(word) || SECRET_ENDING.test(word))
}

const SECRET_FIELD_WORD =
  /^(?:secrets?|\w+secret|password|\w+password|passwd|pwd|passphrase|credentials?|authorization|bearer|jwt|cookies?)$/
/** A key by itself is mostly ordinary data, and so is `prompt_cache_key`; these are not. */
const SECRET_KEY =
  /(?:api|access|private|secret|subscription|auth|signing|encryption|master|service|account|client|shared|ssh|license|session|storage|admin|deploy)keys?$/
const TOKEN = /token$/
/** Tokens of text, not of access. */
const TEXT_TOKEN = /(?:stop|eos|bos|pad|unk|special|next|last|first|per|mask|max|min)token$/

/** Whether a field of JSON holds a secret. Counts such as `max_tokens` do not, nor does what only speaks of tokens. */
export function isSecretField(name: string): boolean {
  const words = wordsOf(name)
  const whole = words.join('')
  return words.some((word) => SECRET_FIELD_WORD.test(word)) || SECRET_KEY.test(whole) || (TOKEN.test(whole) && !TEXT_TOKEN.test(whole))
}

/** Whether a number under the name of a secret is one: a token of a text has a number too, and a shorter one. */
export function isSecretNumber(name: string, value: string): boolean {
  const whole = wordsOf(name).join('')
  if (!TOKEN.test(whole) || SECRET_KEY.test(whole)) return true
  return (
    /^(?:access|refresh|auth|api|bearer|session|secret|csrf|xsrf|id)token$/.test(whole) || (whole === 'token' && /^\d{7,}$/.test(value))
  )
}

/** Headers of a request that are neither kept nor secret, and may hold what looks like a key. */
const PUBLIC_HEADER = /(?:^|-)id$|^(?:traceparent|tracestate|baggage|user-agent|referer|origin|host|etag|if-.+|sec-.+|priority|content-.+)$/

export function isPublicHeader(name: string): boolean {
  return PUBLIC_HEADER.test(name) && !isSecretParam(name)
}

/** What a recording is read and replayed for. Every other header is left out: nobody knows all the names of secrets. */
const KEPT_HEADERS =
  /^(?:accept|accept-encoding|accept-language|access-control-.+|age|allow|cache-control|connection|content-(?:disposition|encoding|language|length|type)|date|expires|idempotency-key|keep-alive|last-modified|location|openai-(?:model|organization|processing-ms|version)|(?:x-)?ratelimit-.+|(?:x-)?request-id|retry-after(?:-ms)?|server|transfer-encoding|vary)$/

export function isKeptHeader(name: string): boolean {
  return KEPT_HEADERS.test(name)
}
