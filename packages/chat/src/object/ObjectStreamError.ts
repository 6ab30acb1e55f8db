import type { SchemaIssue } from '../tools/schema.js'

/**
 * Why an answer is no object of the schema. `incomplete`: it was cut, by its length or on the way; `invalid_json`: it ended well and is no JSON;
 * `schema`: the schema refuses it; `refusal`: the model would not answer.
 */
export type ObjectStreamErrorCode = 'incomplete' | 'invalid_json' | 'schema' | 'refusal'

const ADVICE: Readonly<Record<ObjectStreamErrorCode, string>> = {
  incomplete: 'The answer was cut before its JSON was whole. Ask again, or allow more tokens.',
  invalid_json: 'The answer is no JSON. The gateway may not know `response_format`: ask for JSON in the messages too.',
  schema: 'The answer is JSON that the schema refuses. Ask again, or describe the fields more closely.',
  refusal: 'The model refused to answer.',
}

/** An answer that ended, and is no object of the schema. Its text is in the snapshot. */
export class ObjectStreamError extends Error {
  override readonly name = 'ObjectStreamError'
  /** Why it is none: see {@link ObjectStreamErrorCode}. */
  readonly code: ObjectStreamErrorCode
  /** What the schema refuses, for the code `schema`; else empty. */
  readonly issues: readonly SchemaIssue[]

  constructor(code: ObjectStreamErrorCode, details = '', issues: readonly SchemaIssue[] = []) {
    super(details === '' ? ADVICE[code] : `${ADVICE[code]} ${details}`)
    this.code = code
    this.issues = issues
  }
}
