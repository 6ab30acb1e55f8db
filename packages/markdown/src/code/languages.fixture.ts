import type { Highlighter, Language, Token } from './Highlighter.js'

/** A language that the highlighter has to have. */
export async function languageOf(highlighter: Highlighter, name: string): Promise<Language> {
  const language = await highlighter.language(name)
  if (language === null) throw new Error(`There is no ${name}.`)
  return language
}

/** The tokens of each line. */
export function read(language: Language, code: string): (readonly Token[])[] {
  const state = language.start()
  return code.split('\n').map((line) => language.line(line, state))
}

/** The language alone, under its name, with every line that it was asked to read with the state of the text itself. */
export function counting(language: Language, name: string): { read: string[]; highlighter: Highlighter } {
  const lines: string[] = []
  const copies = new WeakSet<object>()
  const found: Language = {
    ...language,
    copy(state) {
      const copy = language.copy(state)
      copies.add(copy as object)
      return copy
    },
    line(text, state) {
      if (!copies.has(state as object)) lines.push(text)
      return language.line(text, state)
    },
  }
  return { read: lines, highlighter: { language: (asked) => (asked === name ? found : null) } }
}
