// Which piece of text comes next, tried in this order. Words longer than a token are cut as real vocabularies cut them; nothing is cut
// inside a character, so no delta ends in half a surrogate pair.
const PIECES = [
  String.raw`\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*`, // an emoji with all that belongs to it
  String.raw`\p{RI}{2}`, // a flag
  String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,2}`, // no spaces between words: one or two characters
  String.raw` ?(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}\p{M}*){1,7}`,
  String.raw` ?\p{N}{1,3}`,
  String.raw`\n+`,
  String.raw`[^\S\n]+(?=[^\S\n])`, // indentation, but for the space that goes with its word
  String.raw` ?[^\s\p{L}\p{N}\p{Extended_Pictographic}\p{RI}]{1,4}`,
  String.raw`\s`,
  String.raw`[^]`,
]
const TOKEN = new RegExp(PIECES.join('|'), 'gu')

/** Cuts text into pieces as a model would send them; joined, they are the text again. The same text is always cut the same way. */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? []
}
