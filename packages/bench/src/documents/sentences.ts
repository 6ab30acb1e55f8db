import type { Writer } from './Writer.ts'

const WORDS =
  'a reader waits for the next event while its buffer drains and each retry carries the same key so that no request is ever counted twice under load order holds within one run only measure before you tune then keep what is simple until proof of the contrary comes from users who stream long answers over slow links'.split(
    ' ',
  )
const NAMES = ['useChat', 'stream()', 'max_tokens', 'AbortSignal', 'retry-after', 'finish_reason']

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item
}

export function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => pick(random, WORDS)).join(' ')
}

/** Words that begin with a capital letter. */
export function title(random: () => number, count: number): string {
  const text = words(random, count)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A sentence of six to twenty words: every second of them has code, emphasis or a link in it. */
export function writeSentence(writer: Writer, random: () => number): void {
  writer.text(title(random, 6 + Math.floor(random() * 9)))
  const kind = random()
  if (kind < 0.2) writer.text(' with ').markup('`').text(pick(random, NAMES)).markup('`').text(' enabled')
  else if (kind < 0.35) writer.text(' as ').markup('**').text(words(random, 2)).markup('**').text(' shows')
  else if (kind < 0.45) writer.text(' and ').markup('*').text(words(random, 2)).markup('*').text(' applies')
  else if (kind < 0.57)
    writer
      .text(' (see ')
      .markup('[')
      .text(`the ${pick(random, WORDS)} guide`)
      .markup(`](https://example.com/${pick(random, WORDS)})`)
      .text(')')
  writer.text('.')
}

/** Two to four sentences. */
export function writeParagraph(writer: Writer, random: () => number): void {
  const count = 2 + Math.floor(random() * 3)
  for (let at = 0; at < count; at++) {
    if (at > 0) writer.markup(' ')
    writeSentence(writer, random)
  }
}
