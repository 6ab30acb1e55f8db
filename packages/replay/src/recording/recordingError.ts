/**
 * A recording that cannot be read or played.
 * `code` is `invalid` (a line is not what the format says), `version` (made by a later version of the format) or `exhausted` (more
 * requests were made than it holds exchanges). `line` is the line at fault, counted from 1, where there is one.
 */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  readonly code: 'invalid' | 'version' | 'exhausted'
  readonly line: number | undefined

  constructor(code: RecordingError['code'], message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`)
    this.code = code
    this.line = line
  }
}
