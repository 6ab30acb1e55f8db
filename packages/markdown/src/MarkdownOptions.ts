/** What the engine reads beside CommonMark. */
export interface MarkdownOptions {
  /** Tables, task lists, strikethrough and bare addresses. @defaultValue true @see https://github.github.com/gfm/ */
  gfm?: boolean | undefined
}
