/** Which addresses are let through. */
export interface UrlPolicy {
  /**
   * Schemes that a link may have, without the colon.
   *
   * @defaultValue ['http', 'https', 'mailto', 'tel']
   */
  linkSchemes?: readonly string[] | undefined
  /**
   * Hosts that images are loaded from by themselves, over https, exactly as in an address: `cdn.example.com`, `localhost:8443`. Each of
   * them learns what the answer writes into addresses. Images of other hosts are loaded when the reader asks for them.
   *
   * @defaultValue []
   */
  imageHosts?: readonly string[] | undefined
  /**
   * What relative addresses are resolved against, as in `new URL(address, base)`. Without it they are not let through: they would be of
   * the application, and the answer is not.
   *
   * @see https://url.spec.whatwg.org/#concept-url-parser
   */
  base?: string | undefined
}

const LINK_SCHEMES = ['http', 'https', 'mailto', 'tel']

/** Control characters, and all that is not seen: soft hyphens, zero-width and bidirectional marks, tags, fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** `address` without what is not seen in it, and without blanks around it. */
export function stripUnseen(address: string): string {
  return address.replace(UNSEEN, '').trim()
}

/** The address as browsers understand it, or null where it is none, or begins in a way that is read as one of another host. */
function parse(address: string, { base }: UrlPolicy): URL | null {
  const clean = stripUnseen(address)
  if (/^[\\/]{2}|^[^?#]*\\|^https?:(?!\/\/[^/])/i.test(clean)) return null
  try {
    return new URL(clean, base)
  } catch {
    return null
  }
}

/**
 * Where a link of somebody else's may lead, or null. Without what is not seen in it, and without a name and a password before its host, which would be
 * read as the host.
 */
export function judgeLink(address: string, policy: UrlPolicy): URL | null {
  const url = parse(address, policy)
  return url !== null && (policy.linkSchemes ?? LINK_SCHEMES).includes(url.protocol.slice(0, -1)) ? withoutUser(url) : null
}

/** Where an image may be loaded from, and whether it may be without being asked for; null where not at all. */
export function judgeImage(address: string, policy: UrlPolicy): { url: URL; allowed: boolean } | null {
  const url = parse(address, policy)
  if (url === null || url.protocol !== 'https:') return null
  const allowed = policy.imageHosts?.includes(url.host) === true && url.username === '' && url.password === ''
  return { url: withoutUser(url), allowed }
}

function withoutUser(url: URL): URL {
  if (/^https?:$/.test(url.protocol)) Object.assign(url, { username: '', password: '' })
  return url
}
