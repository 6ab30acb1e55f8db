/** How far back from the end a repetition may begin, in UTF-16 code units; it may also begin at the start of the text. */
const TAIL = 4096
/** A repetition that is shorter may be meant: "ha ha". */
const SURE = 8

/**
 * Joins what a model says when it is asked to go on to what it had said. Models tend to say the end of that once more, from the start of a word or a
 * line, or the whole of it: a repetition is left out. While the new text may still turn out to be one, none of it is shown.
 */
export class Continuation {
  readonly #before: string
  /** Where in the text before the new one may have begun to repeat it. */
  #starts: number[]
  #compared = 0
  /** The length of the repetition, once it is known. */
  #overlap: number | undefined

  /** @param isExact - the model goes on where the text ends, letter by letter: only a text that begins again as a whole is a repetition. */
  constructor(before: string, isExact = false) {
    this.#before = before
    const first = isExact ? before.length : Math.max(0, before.length - TAIL)
    this.#starts = Array.from({ length: before.length - first }, (_, at) => first + at)
    if (first > 0) this.#starts.unshift(0)
  }

  /** The whole text, of all of the new text that has come; `isWhole` where no more will. What it gives only grows. */
  join(text: string, isWhole = false): string {
    this.#overlap ??= this.#findOverlap(text, isWhole)
    return this.#overlap === undefined ? this.#before : this.#before + text.slice(this.#overlap)
  }

  #findOverlap(text: string, isWhole: boolean): number | undefined {
    const { length } = this.#before
    const compared = this.#compared
    this.#starts = this.#starts.filter((start) => this.#before.startsWith(text.slice(compared, length - start), start + compared))
    this.#compared = text.length
    const mayGoOn = text === '' || this.#starts.some((start) => start + text.length < length)
    if (mayGoOn && !isWhole) return undefined
    const start = this.#starts.find((at) => at + text.length >= length)
    const overlap = start === undefined ? 0 : length - start
    // Rows that are alike follow one another.
    if (this.#before.endsWith(this.#before.slice(length - overlap).repeat(2))) return 0
    return overlap >= SURE || this.#isCutWord(overlap) ? overlap : 0
  }

  /** Whether the last `overlap` letters are all of the last word: "the quick bro", which goes on with "brown fox". */
  #isCutWord(overlap: number): boolean {
    const at = this.#before.length - overlap
    return overlap > 1 && /^[\p{L}\p{N}]+$/u.test(this.#before.slice(at)) && !/[\p{L}\p{N}]$/u.test(this.#before.slice(0, at))
  }
}
