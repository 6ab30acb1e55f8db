/** FNV-1a, 32 bits: the same text gives the same number everywhere, which is all that is asked of it. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** mulberry32: numbers in [0, 1) that look random and are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An id of `length` letters and digits, the same for the same text. */
export function idFrom(text: string, length: number): string {
  const random = seededRandom(hashText(text))
  return Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join('')
}
