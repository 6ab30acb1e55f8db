/**
 * Control characters and marks that are not seen, among them those that turn `gnp.exe` into `exe.png`. Joiners and variation selectors stay:
 * Persian, Hindi and emoji are written with them.
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu

/** A name that somebody else chose, without what is not seen in it. */
export function withoutUnseen(name: string): string {
  return name.replace(UNSEEN, '').trim()
}

/** A file's name as it is shown: without folders and without what is not seen in it. */
export function shownName(name: string): string {
  return withoutUnseen(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
}
