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
  if (/^[\\/]{2}|^[^?#]*\\/.test(clean)) return null
  try {
    return new URL(clean, base)
  } catch {
    return null
  }
}

/** Where a link may lead, or null. */
export function judgeLink(address: string, policy: UrlPolicy): URL | null {
  const url = parse(address, policy)
  return url !== null && (policy.linkSchemes ?? LINK_SCHEMES).includes(url.protocol.slice(0, -1)) ? url : null
}

/** Where an image may be loaded from, and whether it may be without being asked for; null where not at all. */
export function judgeImage(address: string, policy: UrlPolicy): { url: URL; allowed: boolean } | null {
  const url = parse(address, policy)
  if (url === null || url.protocol !== 'https:') return null
  return { url, allowed: policy.imageHosts?.includes(url.host) === true && url.username === '' && url.password === '' }
}

/** What looks like the name of a host in a text. */
const HOST_LIKE = /(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*\.)+\p{L}{2,}/gu
/** Names of files: no domain ends like these. */
const FILE_NAME = /\.(?:[cm]?jsx?|tsx?|json|css|html?|txt|ya?ml|toml|xml|csv|exe)$/i

/**
 * The host to show behind a link's text, or null: where the text names another than the link leads to, and where the link's has letters
 * beyond ASCII, which look like others.
 */
export function hostToShow(text: string, { hostname }: URL): string | null {
  if (hostname === '') return null
  if (/(?:^|\.)xn--/.test(hostname)) return hostname
  const named =
    stripUnseen(text)
      .match(HOST_LIKE)
      ?.filter((name) => !FILE_NAME.test(name)) ?? []
  return named.length > 0 && !named.some((name) => isSameHost(name, hostname)) ? hostname : null
}

function isSameHost(name: string, hostname: string): boolean {
  const address = `https://${name}`
  return URL.canParse(address) && withoutWww(new URL(address).hostname) === withoutWww(hostname)
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '')
}

/** `text` of a link with the names of hosts in ASCII, as browsers compare them: letters of other scripts look like those of this. */
export function withAsciiHosts(text: string): string {
  return text.replace(HOST_LIKE, (name) => (isAscii(name) || !URL.canParse(`https://${name}`) ? name : new URL(`https://${name}`).hostname))
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text)
}
