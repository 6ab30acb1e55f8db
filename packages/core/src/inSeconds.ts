/** A time limit as a person reads it: `300 s`, `1.5 s`. */
export function inSeconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`
}
