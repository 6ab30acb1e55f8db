/**
 * Words that may be credentials: what follows a scheme, keys with a prefix, JSON web tokens. A match takes the whole word, so that each character is looked at once: to
 * ask here whether it holds a digit would look at the rest of a long word from each of its beginnings, and a gateway may quote what a caller sent.
 */
const SHAPES = /\b(?:bearer|basic)\s+[^\s"'\\,;<>]{8,}|\b(?:sk|pk|rk|gsk|xai|pplx|hf|api|key|token)[-_][\w*.-]{8,}|\beyJ[\w.-]+/gi
const REDACTED = '[redacted]'
/** A shorter value is a word that may stand in any text. */
const MIN_CHARS = 4
/** So much of a long secret gives it away: gateways quote keys with stars in them, or cut. */
const OPENING_CHARS = 8

/** Takes what is or looks like a credential out of an upstream's words, also where they are JSON. */
export function redact(text: string, secrets: readonly string[]): string {
  return withoutKnown(text, secrets).replace(SHAPES, (word) => (isCredential(word) ? REDACTED : word))
}

/** Whether a word of such a shape is one: keys have digits or stars, unlike `token_limit_reached`, and tokens have parts. */
function isCredential(word: string): boolean {
  return /\s|[\d*]/.test(word) || (/eyj/i.test(word) && /\.[\w.-]/.test(word))
}

/** Whether a text holds one of the secrets, or enough of one. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return withoutKnown(text, secrets) !== text
}

function withoutKnown(text: string, given: readonly string[]): string {
  // As headers carry them: a key that is read from a file mostly ends in a line break.
  const secrets = given.map((secret) => secret.trim())
  let clean = text
  // The longest first: one may be part of another.
  for (const secret of spellingsOf(secrets).toSorted((a, b) => b.length - a.length)) clean = clean.replaceAll(secret, REDACTED)
  for (const secret of secrets) {
    const opening = secret.slice(0, OPENING_CHARS)
    if (secret.length < 2 * OPENING_CHARS || !/^[\w.+-]+$/.test(opening)) continue
    clean = clean.replace(new RegExp(`${opening.replace(/[.+-]/g, '\\$&')}[^\\s"'\\\\,;<>]*`, 'g'), REDACTED)
  }
  return clean
}

/** The ways in which a secret may be written: plain, without its scheme (`Bearer`), and both in JSON, by PHP too, and in an address. */
function spellingsOf(secrets: readonly string[]): string[] {
  const plain = secrets.flatMap((secret) => [secret, secret.replace(/^\w+ /, '')])
  const escaped = plain.map((secret) => JSON.stringify(secret).slice(1, -1))
  const all = [...plain, ...escaped, ...escaped.map((secret) => secret.replaceAll('/', '\\/')), ...plain.map(encodeURIComponent)]
  return [...new Set(all)].filter((secret) => secret.length >= MIN_CHARS)
}
