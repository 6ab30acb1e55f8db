/** Puts a text in place of a part of a field's, as if it had been typed there: the field tells it like any other change. */
export function replaceText(field: HTMLTextAreaElement | null, start: number, end: number, text: string): void {
  if (!field) return
  field.setRangeText(text, start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Puts words where the caret is, with a blank between them and what stands before. */
export function writeWords(field: HTMLTextAreaElement | null, words: string): void {
  if (!field) return
  const { selectionStart: start, selectionEnd: end, value } = field
  replaceText(field, start, end, /\S$/.test(value.slice(0, start)) ? ` ${words}` : words)
}
