/** Shapes of credentials: API keys with a prefix, bearer tokens, JSON web tokens, long runs of key material. */
const SECRET =
  /\b(?:bearer|basic)\s+\S+|\b(?:sk|pk|rk|gsk|xai|pplx|hf|api|key|token)[-_][\w*.-]{4,}|\beyJ[\w-]+\.[\w.-]+|\b(?=\w*\d)(?=\w*[a-z])\w{32,}\b/gi

/**
 * Makes text of a gateway fit for a message: one line, no control or bidi codes, at most `maxChars`, nothing that is or looks like a
 * credential.
 */
export function redact(text: string, secrets: readonly string[] = [], maxChars = 300): string {
  // Cut before searching: the text may be a whole page.
  let clean = text.slice(0, 8 * maxChars)
  for (const secret of secrets) if (secret.length > 3) clean = clean.replaceAll(secret, '[redacted]')
  clean = clean
    .replace(SECRET, '[redacted]')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return clean.length > maxChars ? `${clean.slice(0, maxChars - 1)}…` : clean
}

/** The words of a web page. */
export function textOfHtml(html: string): string {
  return html.replace(/<(script|style)\b[^]*?<\/\1[^>]*>|<!--[^]*?-->|<[^>]*>?/gi, ' ')
}
