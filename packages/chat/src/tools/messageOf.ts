/** What was thrown, in words: never its stack, nor what caused it. */
export function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
  } catch {
    return 'unknown error'
  }
}
