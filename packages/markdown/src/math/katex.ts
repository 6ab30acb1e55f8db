import type { KatexOptions } from 'katex'

/**
 * A node that KaTeX has laid out and not made yet. The call that answers it stands in KaTeX since 0.10, and is not among its types: what
 * these types tell of would put style attributes into the page, which `style-src 'self'` refuses.
 */
export interface LaidOut {
  readonly children?: readonly LaidOut[]
  readonly attributes?: Record<string, string>
  toNode(): Node
}

/** @throws Error, where the source is no formula. */
export type LayOut = (source: string, options: KatexOptions) => LaidOut

/** How KaTeX lays formulas out, what kept it from being loaded, or null until either is known. */
export type KatexState = LayOut | Error | null

let state: KatexState = null
let isLoading = false
const listeners = new Set<() => void>()

/** For `useSyncExternalStore`: loads KaTeX when the first formula is drawn. */
export function subscribeToKatex(listener: () => void): () => void {
  listeners.add(listener)
  void load()
  return () => {
    listeners.delete(listener)
  }
}

export function katexNow(): KatexState {
  return state
}

/** A failure is not for ever: the next formula tries again. */
async function load(): Promise<void> {
  if (isLoading || typeof state === 'function') return
  isLoading = true
  try {
    const { default: katex } = await import('katex')
    const { __renderToDomTree: layOut } = katex as unknown as { __renderToDomTree: LayOut }
    state = layOut
  } catch (error) {
    state = error instanceof Error ? error : new Error(String(error))
  }
  isLoading = false
  for (const listener of listeners) listener()
}
