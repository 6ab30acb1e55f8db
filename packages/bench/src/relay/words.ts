const WORDS = [' the', ' stream', ' of', ' tokens', ' runs', ' on,', ' and', ' nobody', ' waits', '.\n']

/** What the event with that number says, in each run. */
export function wordAt(n: number): string {
  return WORDS[n % WORDS.length] ?? ''
}
