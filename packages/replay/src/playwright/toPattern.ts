/** A pattern of whole addresses: `**` stands for anything, `*` for anything but a slash, and a query may follow. */
export function toPattern(url: string | RegExp): RegExp {
  // A pattern that remembers where it was would find every other request.
  if (url instanceof RegExp) return new RegExp(url.source, url.flags.replaceAll(/[gy]/g, ''))
  const parts = url
    .split(/(\*\*?)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`)))
  return new RegExp(`^${parts.join('')}(?:\\?.*)?$`)
}
