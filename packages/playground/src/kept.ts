/** What this browser keeps under a name; null where it keeps nothing, or nothing at all. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

/** Keeps a text, or lets it go where it is empty. Where storage is full or forbidden it holds for this visit. */
export function writeKept(name: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // Nothing that is shown is lost by it.
  }
}
