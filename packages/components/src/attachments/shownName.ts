/** Control characters and marks that are not seen, among them those that turn `gnp.exe` into `exe.png`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** A file's name as it is shown: without folders and without what is not seen in it. */
export function shownName(name: string): string {
  return name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(UNSEEN, '')
    .trim()
}
