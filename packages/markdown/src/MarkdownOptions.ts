/** What the engine reads beside CommonMark, and how it shows what is not finished. */
export interface MarkdownOptions {
  /** Tables, task lists, strikethrough and bare addresses. @defaultValue true @see https://github.github.com/gfm/ */
  gfm?: boolean | undefined
  /** `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. @defaultValue false */
  math?: boolean | undefined
  /** `[^1]` and `[^1]: …`. @defaultValue false */
  footnotes?: boolean | undefined
}

/** The options with every choice made. */
export type Syntax = { readonly [Name in keyof MarkdownOptions]-?: boolean }

/** Resolves `options`. */
export function syntaxOf({ gfm = true, math = false, footnotes = false }: MarkdownOptions): Syntax {
  return { gfm, math, footnotes }
}
