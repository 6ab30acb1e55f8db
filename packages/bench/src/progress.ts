/** Shows that something goes on: a line for each thing under way, and a dot for each bit of it. */
export function createProgress(out: { write(text: string): unknown }) {
  let shown: string | undefined
  return {
    step: (what: string): void => {
      if (what !== shown) out.write(`${shown === undefined ? '' : '\n'}${what} `)
      shown = what
      out.write('.')
    },
    end: (): void => {
      if (shown !== undefined) out.write('\n')
      shown = undefined
    },
  }
}
