/**
 * Whether a text may be a key, or hold one: a piece of it between punctuation is no word, no short number or date, and no short mix such as
 * the `4o` of a model's name; or several pieces are mixes.
 */
export function isKeyLike(text: string): boolean {
  const pieces = text.split(/[^A-Za-z\d]+/).filter((piece) => piece !== '')
  const mixes = pieces.filter((piece) => /\d/.test(piece) && /[A-Za-z]/.test(piece))
  return mixes.length > 2 || pieces.some((piece) => !isOrdinary(piece))
}

function isOrdinary(piece: string): boolean {
  if (/^\d+$/.test(piece)) return piece.length < 5 || /^20\d{6}$/.test(piece)
  if (/\d/.test(piece)) return piece.length < 7
  // Two words written as one, not letters thrown together.
  return piece.length < 16 && (piece.match(/[a-z][A-Z]/g) ?? []).length < 3
}
