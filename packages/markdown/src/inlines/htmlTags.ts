/** Nothing that begins here is a tag. */
export const NO_TAG = -1
/** The text ends within what may yet become a tag. */
export const CUT_TAG = -2

/** Comments, processing instructions, CDATA: how each begins and how it ends. */
const SECTIONS: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
]

/** How what begins at `at` ends, or null where that is no comment, instruction, CDATA or declaration. */
export function sectionEnd(text: string, at: number): string | null {
  const [, end = null] = SECTIONS.find(([begin]) => text.startsWith(begin, at)) ?? []
  return end ?? (/^<![a-z]/i.test(text.slice(at, at + 3)) ? '>' : null)
}

/** Whether the text ends at or within what one of them begins with. */
export function isCutSection(text: string, at: number): boolean {
  return SECTIONS.some(([begin]) => begin.startsWith(text.slice(at, at + begin.length)))
}

const NAME = '[a-z][a-z\\d-]*'
const SPACE = '[ \\t\\n]'
/** Where the text may end within a tag, it ends the pattern too. @see https://spec.commonmark.org/0.31.2/#attribute */
const VALUE = `${SPACE}*=${SPACE}*(?:[^\\0- "'=<>\`]+|"[^"]*(?:"|$)|'[^']*(?:'|$)|$)`
const ATTRIBUTE = `${SPACE}+(?:[a-z_:][\\w.:-]*(?:${VALUE})?|$)`
const TAG = new RegExp(`<(?:/(?:${NAME}${SPACE}*|$)|${NAME}(?:${ATTRIBUTE})*${SPACE}*/?|$)(?:(>)|$)`, 'iy')

/** After the open or closing tag at `at`, or NO_TAG or CUT_TAG. @see https://spec.commonmark.org/0.31.2/#open-tag */
export function scanTag(text: string, at: number, limit: number): number {
  TAG.lastIndex = at
  const match = TAG.exec(text)
  if (match === null) return NO_TAG
  return match[1] === undefined || TAG.lastIndex > limit ? CUT_TAG : TAG.lastIndex
}
