const ASCII = /^[\0-\x7f]*$/
/** Accents and vowel points of scripts that can be written without them. Those of Devanagari and the sound marks of kana are letters to their readers. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g

/**
 * A text as it is searched: case, accents and forms of one letter make no difference, and white space is a space. Two texts of the same folding are
 * found by each other; it is not to be shown.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/\s/g, ' ')
  return text.normalize('NFKD').toLowerCase().replace(MARKS, '').replaceAll('ς', 'σ').replace(/\s/g, ' ')
}
