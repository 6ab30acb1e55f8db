import { withoutInvisible } from '@rivulet/markdown/react'

/** Line breaks, tabs and marks of direction: no name needs them, and two names that differ by them look the same. */
const NOT_IN_NAMES = /[\t\n\r\u061c\u200e\u200f]/g

/** A name that somebody else chose, of one line, without what is not seen in it. */
export function seenName(name: string): string {
  return withoutInvisible(name.replace(NOT_IN_NAMES, '')).trim()
}

/** A file's name as it is shown: without folders and without what is not seen in it. */
export function shownName(name: string): string {
  return seenName(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
}
