/**
 * Puts text onto the clipboard, as text and nothing else. Without a secure context, or where the browser does not let the page write, the old way is tried.
 *
 * @throws DOMException or TypeError where neither way is open.
 */
export async function writeClipboard(text: string, beside: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch (cause) {
    if (!copyBySelection(text, beside)) throw cause
  }
}

/** Within the element's own tree, where a dialog that holds the focus lets it go. */
function copyBySelection(text: string, beside: HTMLElement): boolean {
  const { activeElement: focused } = beside.getRootNode() as Document | ShadowRoot
  const field = beside.ownerDocument.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'rivulet-hidden'
  beside.after(field)
  field.select()
  // Deprecated, and the only way without a secure context.
  const copied = beside.ownerDocument.execCommand('copy')
  field.remove()
  ;(focused as HTMLElement | null)?.focus({ preventScroll: true })
  return copied
}
