const MINUTE_MS = 60_000

/** Shows that something goes on: a line for each thing under way, a dot for each bit of it, and the time at each minute. */
export function createProgress(out: { write(text: string): unknown }, now: () => number = () => performance.now()) {
  let shown: string | undefined
  let minutes = 0
  const startMs = now()
  return {
    step: (what: string): void => {
      if (what !== shown) out.write(`${shown === undefined ? '' : '\n'}${what} `)
      shown = what
      out.write('.')
      const passed = Math.floor((now() - startMs) / MINUTE_MS)
      if (passed > minutes) out.write(` ${passed} min `)
      minutes = passed
    },
    end: (): void => {
      if (shown !== undefined) out.write('\n')
      shown = undefined
    },
  }
}
