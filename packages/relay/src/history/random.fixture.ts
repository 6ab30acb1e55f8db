/** Numbers that a seed alone decides, so that a history can be told again as far as time allows. */
export interface Random {
  /** From 0 up to 1. */
  next(): number
  between(least: number, most: number): number
  /** A whole number, both ends among them. */
  whole(least: number, most: number): number
  chance(probability: number): boolean
  pick<Value>(list: readonly Value[]): Value
}

/** @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c mulberry32 */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (least: number, most: number): number => least + next() * (most - least)
  return {
    next,
    between,
    whole: (least, most) => Math.floor(between(least, most + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
  }
}
