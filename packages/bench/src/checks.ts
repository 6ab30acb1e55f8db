import type { Answer } from './answers/Answer.ts'
import { COUNTED, withoutSpace, type Document, type Elements } from './documents/Writer.ts'
import type { ChunksSeen, MessageSeen } from './peers/Reader.ts'
import type { Contestant } from './rendering/measureRendering.ts'
import type { Drawing } from './rendering/page/readDrawing.ts'

/** @throws where chunks come to something else than the answer: a reader that is wrong has no speed. */
export function checkChunks(name: string, seen: ChunksSeen, { text }: Answer): void {
  if (seen.text !== text || seen.finishReason !== 'stop' || !seen.hasUsage) throw new Error(`${name} lost a part of the answer.`)
}

/** @throws where a message is another than the answer. */
export function checkMessage(name: string, seen: MessageSeen, { text, args }: Answer): void {
  if (seen.text !== text || seen.args !== args) throw new Error(`${name} made another message of the answer.`)
}

/** @throws where a value is another than the JSON it was read from. */
export function checkValue(name: string, value: unknown, json: string): void {
  if (JSON.stringify(value) !== json) throw new Error(`${name} made another value of the JSON.`)
}

/** @throws where what is shown is another text than the document's, or its marks are shown. */
export function checkShown(name: string, shown: string, document: Pick<Document, 'shown'>): void {
  const seen = withoutSpace(shown)
  if (seen === document.shown) return
  const from = firstDifference(seen, document.shown)
  const near = (text: string) => JSON.stringify(text.slice(Math.max(0, from - 20), from + 40))
  throw new Error(`${name} shows ${near(seen)} in place of ${near(document.shown)}.`)
}

function firstDifference(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

/** @throws where what is drawn is another text than the document's, or other blocks. */
export function checkDrawing({ name, draws }: Contestant, { text, elements }: Drawing, document: Document): void {
  if (draws !== undefined) return checkShown(name, text, { shown: draws === 'source' ? withoutSpace(document.markdown) : '' })
  checkShown(name, text, document)
  checkElements(name, elements, document.elements)
}

/** @throws where other blocks are drawn than there are. */
export function checkElements(name: string, drawn: Elements, elements: Elements): void {
  for (const tag of COUNTED)
    if (drawn[tag] !== elements[tag]) throw new Error(`${name} drew ${drawn[tag]} × ${tag} in place of ${elements[tag]}.`)
}

/** @throws where a text is not within what is shown; both without white space. */
export function checkShownWithin(name: string, shown: string, text: string): void {
  if (shown.includes(text)) return
  let length = 0
  for (let step = text.length; step > 0; step >>= 1) while (shown.includes(text.slice(0, length + step))) length += step
  const at = shown.lastIndexOf(text.slice(Math.max(0, length - 20), length))
  throw new Error(
    `${name} shows ${JSON.stringify(shown.slice(at, at + 60))} in place of ${JSON.stringify(text.slice(Math.max(0, length - 20), length + 40))}.`,
  )
}
