/** What a key press tells about an input method; a `KeyboardEvent` has it all. */
interface KeyPress {
  readonly isComposing: boolean
  readonly keyCode: number
  readonly code: string
  readonly timeStamp: number
}

/** One native event gives both `compositionend` and `keydown` in Safari; a second press of a person takes longer. */
const SAME_PRESS_MS = 5

/**
 * Whether a key press belongs to an input method that is composing text (Japanese, Chinese, Korean …), which also uses Enter and Escape.
 *
 * Most browsers say so by `isComposing`, older ones by key code 229. Safari ends the composition before it reports the key that ended it,
 * so a press in the same instant counts too; on-screen keyboards, whose presses carry no `code`, end a word and press Enter in one instant
 * and mean it.
 *
 * @see https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export function belongsToComposition(press: KeyPress, composedAtMs: number): boolean {
  if (press.isComposing || press.keyCode === 229) return true
  return press.code !== '' && Math.abs(press.timeStamp - composedAtMs) < SAME_PRESS_MS
}
