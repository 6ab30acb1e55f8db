/** Names that never reach the upstream, whatever the operator lists: they belong to the connection or the body, name the caller, or hold a credential. */
const NEVER =
  /^(?:connection|keep-alive|proxy-.*|te|trailers?|transfer-encoding|upgrade|http2-settings|host|cookie2?|authorization|content-.*|x-forwarded-.*|forwarded|via|x-real-ip|expect|accept-encoding|idempotency-key|last-event-id)$/

/**
 * Of the headers of a client those that the operator lists, without the ones that are never passed on.
 * @param names in any case; one that is no name of a header is passed over
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export function forwardedHeaders(headers: Headers, names: readonly string[]): Headers {
  // What the client's `Connection` names is for the next hop alone.
  const hop = (headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const forwarded = new Headers()
  for (const name of names.map((given) => given.toLowerCase())) {
    if (NEVER.test(name) || hop.includes(name) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) continue
    const value = headers.get(name)
    if (value !== null) forwarded.set(name, value)
  }
  return forwarded
}
