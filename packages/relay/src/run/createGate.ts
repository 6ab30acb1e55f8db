/** Lets so many calls through at once; others wait their turn. */
export type Gate = <Value>(call: () => Promise<Value>) => Promise<Value>

export function createGate(most: number): Gate {
  let open = most
  const waiting: (() => void)[] = []
  return async (call) => {
    if (open > 0) open--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await call()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else open++
    }
  }
}
