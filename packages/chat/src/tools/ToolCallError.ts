/** Thrown when a decision or a result is given for a call that does not wait for one: its id is unknown, or it was given before. */
export class ToolCallError extends TypeError {
  override readonly name = 'ToolCallError'
  /** The id that was given. */
  readonly toolCallId: string

  /** `others` says which calls do wait for it. */
  constructor(toolCallId: string, awaited: 'an approval' | 'a result' | 'a decision' = 'a decision', others = 'No call is.') {
    super(`The tool call "${toolCallId}" is not waiting for ${awaited}, so nothing was changed. ${others}`)
    this.toolCallId = toolCallId
  }
}
