/** A random id of 128 bits. `randomUUID` is missing where the page has no secure context: on a phone that opens it over the local network. */
export function newId(): string {
  return (crypto as Partial<Crypto>).randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
}
