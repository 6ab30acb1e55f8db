/** The longest time of a timer, in milliseconds. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1

/** The least and the most that each option of a store may be. */
export type Bounds<Options> = { readonly [Name in keyof Options]?: readonly [least: number, most: number] }

/**
 * Finds at the start what would otherwise keep everything for ever or nothing at all: `Number()` of a variable that is not set is NaN, which nothing is greater
 * than.
 * @throws `TypeError` for an option that is given and is no number within its bounds.
 */
export function checkNumbers<Options extends object>(maker: string, options: Options, bounds: Bounds<Options>): void {
  for (const [name, [least, most]] of Object.entries(bounds) as [keyof Options & string, readonly [number, number]][]) {
    const value: unknown = options[name]
    if (value === undefined || (typeof value === 'number' && value >= least && value <= most)) continue
    const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`
    throw new TypeError(`${maker}: ${name} is no number ${range}, so no run could be kept as it says. Give it one, or leave it out.`)
  }
}
