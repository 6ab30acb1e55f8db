/** All of them, beginning with another in each round, so that none is always the first. */
export function inTurn<Entry>(entries: readonly Entry[], round: number): Entry[] {
  const first = round % entries.length
  return [...entries.slice(first), ...entries.slice(0, first)]
}
