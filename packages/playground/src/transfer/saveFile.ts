/** Hands the browser a text to keep as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url))
}

/** A name that every system takes: the letters and digits of a title, or what stands in its place. */
export function fileNameOf(title: string | undefined, extension: string): string {
  const kept = (title ?? '')
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
  return `${Array.from(kept).slice(0, 60).join('') || 'conversation'}.${extension}`
}
