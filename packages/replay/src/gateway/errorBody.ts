export interface ErrorFacts {
  readonly message: string
  readonly type: string
  readonly code: string | null
  readonly param?: string | null
}

/**
 * OpenAI's shape of an error, over HTTP and in a stream alike.
 * @see https://platform.openai.com/docs/guides/error-codes
 */
export function errorBody({ message, type, code, param = null }: ErrorFacts): object {
  return { error: { message, type, param, code } }
}
