/**
 * Where the last sentence of a text that still grows ends, so that what is before it can be read out. A line break ends one as well; 0 where none
 * has ended.
 */
export function endOfSentences(text: string, locale: string): number {
  if (!('Segmenter' in Intl)) return text.lastIndexOf('\n') + 1
  let end = 0
  // The last segment may go on.
  for (const { index } of new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)) end = index
  return end
}

/** How many characters two texts begin with alike. */
export function commonLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one[at] === other[at]) at++
  return at
}
