/** A tool may go on yielding without ever waiting; the page breathes this often. */
const BREATH_MS = 16

/**
 * The result of what a tool's `execute` gave: the value, what its promise gives, or what its generator returns. Once `signal` aborts, a generator is
 * asked to return, and its yields are no longer told.
 */
export async function readResult(given: unknown, signal: AbortSignal, onProgress: (progress: unknown) => void): Promise<unknown> {
  const value = await given
  if (!isGenerator(value)) return value
  const leave = () => void close(value)
  signal.addEventListener('abort', leave)
  try {
    let resumedMs = performance.now()
    while (!signal.aborted) {
      const step = await value.next()
      const reached = await step.value
      if (step.done) return reached
      if (signal.aborted) break
      onProgress(reached)
      if (performance.now() - resumedMs < BREATH_MS) continue
      await new Promise<void>((resolve) => setTimeout(resolve))
      resumedMs = performance.now()
    }
    return undefined
  } finally {
    signal.removeEventListener('abort', leave)
    // Also one that was in the middle of a step when it was first asked, or whose yielded promise was rejected.
    leave()
  }
}

/** Its `finally` may throw, or it may be the very code that asks to stop: neither is anybody's failure any more. */
async function close(generator: AnyGenerator): Promise<void> {
  try {
    await generator.return(undefined)
  } catch {
    // See above.
  }
}

type AnyGenerator = Generator | AsyncGenerator

function isGenerator(value: unknown): value is AnyGenerator {
  if (typeof value !== 'object' || value === null) return false
  return ['next', 'return'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
}
