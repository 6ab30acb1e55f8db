/**
 * Where a string of JSON ends, behind its closing quote; undefined where the text ends before. Not by a pattern: one that chooses between letters and escapes
 * needs stack for each of them, and a picture in a request has more than there is.
 *
 * @param start where its opening quote stands
 */
export function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '\\') at += 1
    else if (letter === '"') return at + 1
  }
  return undefined
}
