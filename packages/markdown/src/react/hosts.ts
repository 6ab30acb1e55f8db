import { stripUnseen } from './urlPolicy.js'

/** A name with dots in it, as hosts have. Browsers take four characters for a dot. @see https://www.unicode.org/reports/tr46/#Processing */
const DOTTED = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]|[.\u3002\uff0e\uff61](?=[\p{L}\p{N}]))*/gu
/** What tells a host from a number: a label that begins with letters, or four numbers. */
const HOST = /[.\u3002\uff0e\uff61]\p{L}{2}|^\d{1,3}(?:\.\d{1,3}){3}$/u
/** Names of files: no domain ends like these. */
const FILE_NAME = /\.(?:[cm]?jsx?|tsx?|json|css|html?|txt|ya?ml|toml|xml|csv|exe)$/i
/** An address with its scheme: who is asked stands before the first of these. */
const AUTHORITY = /^[^\p{L}\p{N}]*(?:[a-z][a-z\d+-]*:\/\/|https?:[\\/])[\\/]*([^\\/?#]*)/iu
/** The longest name that the DNS allows: of a longer one the end counts, as in a name. */
const HOST_CHARS = 253

/**
 * The host to show behind a link's text, or null: where the text names another than the link leads to, and where the link's has letters
 * beyond ASCII, which look like others. A link that writes to someone is held against the hosts of whom it writes to.
 */
export function hostToShow(text: string, { hostname, protocol, pathname, search }: URL): string | null {
  if (/(?:^|\.)xn--/.test(hostname)) return hostname
  // Characters that look like a dot, a slash or a letter are those.
  const named = hostsIn(stripUnseen(text).normalize('NFKC'))
  if (named.length === 0) return null
  if (protocol === 'mailto:') {
    const written = pathname.split(',').map((address) => decoded(address.slice(address.lastIndexOf('@') + 1)))
    return written.every((host) => named.some((name) => isSameHost(name, inAscii(host)))) ? null : pathname || search
  }
  return hostname === '' || named.every((name) => isSameHost(name, hostname)) ? null : hostname
}

/** `text` with the names of hosts in ASCII, as browsers compare them: letters of other scripts look like those of this. */
export function withAsciiHosts(text: string): string {
  return isAscii(text) ? text : text.replace(DOTTED, (name) => (HOST.test(name) ? inAscii(name) : name))
}

/** Of each word the hosts that it names: of an address none that stands behind its own. */
function hostsIn(text: string): string[] {
  return text.split(/\s+/).flatMap((word) => {
    const [, authority] = AUTHORITY.exec(word) ?? []
    if (authority !== undefined && !authority.includes('@')) return authority.replace(/[^\p{L}\p{N}\]]+$|:\d*[^\p{L}\p{N}\]]*$/u, '') || []
    const names = (authority ?? word.replace(/^[^\p{L}\p{N}]+/u, '').split(/[\\/?#]/, 1)[0] ?? '').match(DOTTED) ?? []
    return names.map((name) => name.slice(-HOST_CHARS)).filter((name) => HOST.test(name) && !FILE_NAME.test(name))
  })
}

/** As it is written: a host in another notation, as of its number, does not say the same to who reads it. */
function isSameHost(name: string, hostname: string): boolean {
  return bare(inAscii(name)) === bare(hostname)
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}

function inAscii(name: string): string {
  const address = `https://${name}`
  return isAscii(name) || !URL.canParse(address) ? name : new URL(address).hostname
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
