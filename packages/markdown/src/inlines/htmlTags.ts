/** Nothing that begins here is a tag. */
export const NO_TAG = -1
/** The text ends within what may yet become a tag. */
export const CUT_TAG = -2

/** Comments, processing instructions, CDATA: how each begins and how it ends. */
export const SECTIONS: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
]

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
