/** A conversation in whose messages something was found. */
export interface ConversationMatch {
  /** The conversation's. One that the list does not hold is not shown. */
  readonly id: string
  /** The message that it stands in, for who wants to go there. */
  readonly messageId?: string | undefined
  /**
   * Where it stands: a few words before it, itself as it is written there, a few words after it. Text of one line; the middle is marked.
   */
  readonly excerpt: readonly [before: string, found: string, after: string]
}

/** Looks for a text in messages. The signal aborts when the reader asks for another, or for none; what is answered then is not shown. */
export type SearchMessages = (
  query: string,
  context: { signal: AbortSignal },
) => readonly ConversationMatch[] | Promise<readonly ConversationMatch[]>
