/** A random id of 128 bits. `randomUUID` is missing where a page has no secure context (plain HTTP on a local network). */
export function newId(): string {
  return (crypto as Partial<Crypto>).randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
}
