/** Where an image may be shown from. */
export type ImageAddress =
  /** The image itself, or one that the page has: shown at once. */
  | { kind: 'inline'; src: string }
  /** Of another host, which learns of every reader who loads it: only when asked for. `host` is in ASCII. */
  | { kind: 'remote'; src: string; host: string }
  /** Of no scheme that an image is ever loaded from. */
  | { kind: 'refused' }

/** Pictures made of dots. An SVG is a document, and stays a file. */
const INLINE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]|^blob:/i

/** What becomes of an image's address. Without a name and a password before its host, which would be read as the host. */
export function judgeImageAddress(address: string): ImageAddress {
  if (INLINE.test(address)) return { kind: 'inline', src: address }
  if (!/^https?:\/\//i.test(address)) return { kind: 'refused' }
  try {
    const url = new URL(address)
    url.username = ''
    url.password = ''
    return { kind: 'remote', src: url.href, host: url.host }
  } catch {
    return { kind: 'refused' }
  }
}
