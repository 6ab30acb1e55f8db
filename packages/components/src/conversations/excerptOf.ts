import type { ConversationMatch } from './ConversationMatch.js'
import { foldText } from './foldText.js'

/** So much of what stands before and after, in UTF-16 units: the list shows two lines of it. */
const BEFORE = 32
const AFTER = 120

/**
 * Where a text holds what is searched for first, with a few words around it, on one line; undefined where it does not hold it. Case and accents make
 * no difference, as they make none for titles.
 */
export function excerptOf(text: string, query: string): ConversationMatch['excerpt'] | undefined {
  const wanted = foldText(query)
  const at = wanted === '' ? -1 : foldText(text).indexOf(wanted)
  if (at < 0) return undefined
  const [from, to] = placeOf(text, at, at + wanted.length)
  return [before(text.slice(0, from)), oneLine(text.slice(from, to)), after(text.slice(to))]
}

/** The part of a text whose folding stands at these places of the whole one's. Accents belong to the letter before them. */
function placeOf(text: string, foldedFrom: number, foldedTo: number): [from: number, to: number] {
  let folded = 0
  let index = 0
  let from = text.length
  for (const character of text) {
    const { length } = foldText(character)
    if (length > 0 && folded >= foldedTo) return [from, index]
    if (folded <= foldedFrom && folded + length > foldedFrom) from = index
    folded += length
    index += character.length
  }
  return [from, index]
}

function before(text: string): string {
  if (text.length <= BEFORE) return oneLine(text).trimStart()
  const near = text.slice(-BEFORE)
  // From the beginning of a word, where one begins there.
  const word = near.search(/(?<=\s)\S/)
  return `…${oneLine(word < 0 ? near.replace(/^[\udc00-\udfff]/, '') : near.slice(word))}`
}

function after(text: string): string {
  if (text.length <= AFTER) return oneLine(text).trimEnd()
  return `${oneLine(text.slice(0, AFTER).replace(/[\ud800-\udbff]$/, '')).trimEnd()}…`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
