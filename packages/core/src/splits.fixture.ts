import { expect } from 'vitest'

/** So many reads go by before other work gets its turn: reading from memory never waits for anything. */
const READS_A_TURN = 500

/** Streams of fewer bytes are cut in three in every way; a longer one can be in too many. */
export const SHORT_BYTES = 400

/** Places where bytes are cut; two of them may be the same, and a piece empty. */
export type Cuts = readonly number[]

/** The bytes, cut: as cheap a source as there can be. */
export function cutAt(bytes: Uint8Array, cuts: Cuts): AsyncIterable<Uint8Array> {
  let from = 0
  let piece = 0
  const next = (): Promise<IteratorResult<Uint8Array>> => {
    if (piece > cuts.length) return Promise.resolve({ value: undefined, done: true })
    const to = cuts[piece++] ?? bytes.length
    const value = bytes.subarray(from, to)
    from = to
    return Promise.resolve({ value, done: false })
  }
  return { [Symbol.asyncIterator]: () => ({ next }) }
}

/** Every way to cut `length` bytes in two. */
export function* inTwo(length: number): Generator<Cuts> {
  for (let cut = 0; cut <= length; cut++) yield [cut]
}

/** Every way to cut `length` bytes in three. */
export function* inThree(length: number): Generator<Cuts> {
  for (let first = 0; first <= length; first++) for (let second = first; second <= length; second++) yield [first, second]
}

/**
 * Ways to cut `length` bytes in three: those whose middle piece is empty or one byte, and every hundredth of the others. The long suite tries all.
 */
export function* inThreeSampled(length: number): Generator<Cuts> {
  let at = 0
  for (const cuts of inThree(length)) {
    const [first = 0, second = 0] = cuts
    if (second - first <= 1 || ++at % 101 === 0) yield cuts
  }
}

/** The one way to cut `length` bytes into single ones. */
export function* byteByByte(length: number): Generator<Cuts> {
  yield Array.from({ length: Math.max(0, length - 1) }, (_, at) => at + 1)
}

/** Lets timers and other work have their turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Fails where reading the bytes cut in one of the ways given does not give `whole`.
 * @returns how many ways there were.
 */
export async function expectSame<Result>(
  whole: Result,
  bytes: Uint8Array,
  ways: Iterable<Cuts>,
  read: (source: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<number> {
  const text = JSON.stringify(whole)
  const { stackTraceLimit } = Error
  let reads = 0
  // Nobody looks at the stacks of errors that are expected, and tracing them is a large part of what a short stream costs.
  Error.stackTraceLimit = 0
  try {
    for (const cuts of ways) {
      const result = await read(cutAt(bytes, cuts))
      // Comparing text is a hundredth of what comparing objects costs; the order of keys alone is no difference.
      if (JSON.stringify(result) !== text) expect(result, `cut at ${cuts.join(', ')}`).toEqual(whole)
      if (++reads % READS_A_TURN === 0) await nextTurn()
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  return reads
}
