/** What a token of code is: it becomes the class `rivulet-code-keyword`, and so on. */
export type TokenKind = 'comment' | 'deleted' | 'inserted' | 'keyword' | 'meta' | 'name' | 'number' | 'property' | 'string' | 'type'

/** A piece of a line. `kind` is null where it is drawn as plain text. */
export interface Token {
  /** The characters themselves. */
  readonly text: string
  /** What it is; null where it is drawn as plain text. */
  readonly kind: TokenKind | null
}

/** How one language is read: line by line, with a state from one to the next. */
export interface Language<State = unknown> {
  /** The state before the first line. */
  start(): State
  /** A state that changes apart from `state`: an unfinished line is read with it. */
  copy(state: State): State
  /**
   * Reads a line and changes `state` to the one behind it. Called once for each line, in their order.
   *
   * @param text - The line without its end, at most 2,000 characters.
   * @returns Tokens whose texts make up the line.
   */
  line(text: string, state: State): readonly Token[]
}

/** Knows languages by the names that people write behind a fence. */
export interface Highlighter {
  /**
   * Looks a language up.
   *
   * @param name - As it was written: in any case, known or not.
   * @returns The language, always the same object; a promise while it must be loaded, of null or rejected where it cannot be; null where there is
   * none of that name.
   */
  language(name: string): Language | Promise<Language | null> | null
}
