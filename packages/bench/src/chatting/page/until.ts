/**
 * Waits until something holds.
 * @param patienceMs longer than any of them takes
 * @param wait until it is looked at again: seldom, so that looking costs little
 * @throws where it was waited for in vain
 */
export async function until(
  holds: () => boolean,
  patienceMs: number,
  wait: (then: () => void) => unknown = (then) => setTimeout(then, 100),
): Promise<void> {
  const endMs = performance.now() + patienceMs
  while (!holds()) {
    if (performance.now() > endMs) throw new Error('It was waited for in vain.')
    await new Promise<void>((resolve) => wait(resolve))
  }
}
