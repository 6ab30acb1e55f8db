import type { GrammarState, HighlighterCore, HighlighterGeneric } from 'shiki/core'
import type { Highlighter, Language, Token } from '../code/Highlighter.js'
import { pushToken } from '../code/pushToken.js'
import { kindOfColour, kindTheme } from './kindTheme.js'

/** Names of Shiki's that stand for no grammar. */
const PLAIN = new Set(['text', 'txt', 'plaintext', 'plain', 'ansi'])

interface State {
  grammar: GrammarState | undefined
}

/**
 * A highlighter that reads with the grammars of Shiki: those that it has, and those of its bundle, which are loaded when a block needs them. What it
 * answers are kinds, drawn with classes: Shiki's themes play no part in it.
 *
 * @param shiki - As `createHighlighter` or `createHighlighterCore` made it. A theme is added to it.
 * @see https://shiki.style/guide/grammar-state
 */
export function createShikiHighlighter<Languages extends string, Themes extends string>(
  shiki: HighlighterGeneric<Languages, Themes>,
): Highlighter {
  // Which names there are is found out as it runs, so that their types are of no use.
  const core = shiki as unknown as HighlighterCore
  core.loadThemeSync(kindTheme)
  const known = new Map<string, Language>()
  const bundled = new Set(Object.keys(core.getBundledLanguages()))

  function loaded(name: string): Language | null {
    if (!core.getLoadedLanguages().includes(name)) return null
    const language = known.get(name) ?? grammarLanguage(core, name)
    known.set(name, language)
    return language
  }

  return {
    language(written) {
      const name = written.toLowerCase().split(/[,:{]/, 1)[0] ?? ''
      if (PLAIN.has(name)) return null
      const language = loaded(name)
      if (language !== null || !bundled.has(name)) return language
      return core.loadLanguage(name as never).then(() => loaded(name))
    },
  }
}

function grammarLanguage(shiki: HighlighterCore, lang: string): Language<State> {
  return {
    start: () => ({ grammar: undefined }),
    // Shiki's own states never change.
    copy: ({ grammar }) => ({ grammar }),
    line(text, state) {
      const { grammar } = state
      const lines = shiki.codeToTokensBase(text, {
        lang,
        theme: 'rivulet-kinds',
        // Its limit of half a second strikes where a grammar is compiled by its first line, and would leave that line and the state behind it wrong.
        tokenizeTimeLimit: 0,
        ...(grammar === undefined ? {} : { grammarState: grammar }),
      })
      state.grammar = shiki.getLastGrammarState(lines)
      const tokens: Token[] = []
      for (const { content, color } of lines.flat()) pushToken(tokens, content, kindOfColour.get(color) ?? null)
      return tokens
    },
  }
}
