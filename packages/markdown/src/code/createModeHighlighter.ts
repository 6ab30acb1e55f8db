import type { Highlighter, Language } from './Highlighter.js'
import { modeLoaders } from './modes.js'
import { streamLanguage } from './streamLanguage.js'

/**
 * A highlighter that loads the modes of `@codemirror/legacy-modes`, each when it is asked for first. Of what stands behind a fence the language's
 * name counts: `rust,no_run`, `js{1,3}` and `ts:main.ts` are Rust, JavaScript and TypeScript.
 */
export function createModeHighlighter(): Highlighter {
  const known = new Map<unknown, Language | Promise<Language>>()
  return {
    language(name) {
      const load = modeLoaders.get(name.toLowerCase().split(/[,:{]/, 1)[0] ?? '')
      if (load === undefined) return null
      const language = known.get(load)
      if (language !== undefined) return language
      const loading = load().then(
        (mode) => {
          const loaded = streamLanguage(mode)
          known.set(load, loaded)
          return loaded
        },
        (error: unknown) => {
          // The next block tries again: the network may be back.
          known.delete(load)
          throw error
        },
      )
      known.set(load, loading)
      return loading
    },
  }
}
