/** Shapes of credentials: API keys with a prefix, where that begins words too with a digit or a star; bearer tokens, JSON web tokens, long runs of key material. */
const SECRET =
  /\b(?:bearer|basic)\s+\S+|\b(?:sk|pk|rk|gsk|xai|pplx|hf|(?:api|key|token)(?=[\w.-]*[\d*]))[-_][\w*.-]{4,}|\beyJ[\w-]+\.[\w.-]+|\b(?=\w*\d)(?=\w*[a-z])\w{32,}\b/gi

/** What stands where a credential was. */
export const REDACTED = '[redacted]'
/** Shorter ones are parts of ordinary words. */
const MIN_CHARS = 4

/**
 * Makes text of a gateway fit for a message: one line, no control or bidi codes, at most `maxChars`, nothing that is or looks like a
 * credential.
 */
export function redact(text: string, secrets: readonly string[] = [], maxChars = 300): string {
  // What is known is replaced before anything is cut, the longest first: a part of a secret is a secret too.
  const known = secrets.filter((secret) => secret.length >= MIN_CHARS).sort((a, b) => b.length - a.length)
  let clean = text
  for (const secret of known) clean = clean.replaceAll(secret, REDACTED)
  for (const secret of known) clean = withoutOpening(clean, secret)
  clean = clean.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
  // Shapes are searched in as much as may be shown, without the word that the cut goes through.
  if (clean.length > 8 * maxChars) clean = clean.slice(0, 8 * maxChars).replace(/[\w*.-]+$/, '')
  clean = clean.replace(SECRET, REDACTED).trim()
  return clean.length > maxChars ? `${clean.slice(0, maxChars - 1)}…` : clean
}

/** Takes away the opening of a secret at the end of a text: whoever read it may have cut it there. */
function withoutOpening(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= MIN_CHARS; length--)
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + REDACTED
  return text
}

/** The words of a web page. */
export function textOfHtml(html: string): string {
  return html.replace(/<(script|style)\b[^]*?<\/\1[^>]*>|<!--[^]*?-->|<[^>]*>?/gi, ' ')
}
