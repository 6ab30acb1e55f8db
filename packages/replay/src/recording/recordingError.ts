/** A recording that cannot be read or played. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  /**
   * `invalid`: a line is not what the format says; `version`: made by a later version of the format; `exhausted`: more requests were made than it holds
   * exchanges.
   */
  readonly code: 'invalid' | 'version' | 'exhausted'
  /** The line at fault, counted from 1; undefined where there is none. */
  readonly line: number | undefined

  constructor(code: RecordingError['code'], message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`)
    this.code = code
    this.line = line
  }
}
