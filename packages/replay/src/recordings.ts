import { ANSWERS } from './answers/answers.js'
import type { Dialect, DialectSettings } from './gateway/dialects.js'

export type { Dialect, DialectSettings }

/** A recording that comes with the package, as `@rivulet/replay/recordings/NAME.stream.jsonl`, and how it was made. */
export interface RecordingScenario {
  /** The file's name without `.stream.jsonl`. */
  readonly name: string
  /** What can be seen in it. */
  readonly title: string
  readonly gateway: DialectSettings & { readonly dialect: Dialect; readonly apiKey?: string | undefined }
  /** What was sent, beside `model` and `stream`. */
  readonly request: { readonly messages: readonly { readonly role: 'user'; readonly content: string }[] } & Readonly<
    Record<string, unknown>
  >
  /** How many chunks came until the caller stopped. */
  readonly stoppedAfterChunks?: number | undefined
}

/** The recordings that come with the package. All are made by the recorder from the gateway. */
export const RECORDINGS: readonly RecordingScenario[] = [
  scenario('inferex-prose', 'Prose, in plain OpenAI chunks', { dialect: 'inferex' }, 'prose'),
  scenario('inferex-markdown', 'Long markdown with code, a table and lists', { dialect: 'inferex' }, 'markdown'),
  scenario('inferex-cjk-emoji', 'Japanese, Chinese, Korean and emoji', { dialect: 'inferex' }, 'cjk-emoji'),
  scenario('inferex-right-to-left', 'Arabic, from right to left', { dialect: 'inferex' }, 'right-to-left'),
  scenario('inferex-reasoning', 'Reasoning before the answer', { dialect: 'inferex' }, 'reasoning'),
  scenario('inferex-cut-by-length', 'An answer cut by its length', { dialect: 'inferex' }, 'cut-by-length'),
  scenario('inferex-truncated', 'A connection that ends in the middle', { dialect: 'inferex' }, 'truncated'),
  { ...scenario('inferex-stopped', 'An answer that its reader stopped', { dialect: 'inferex' }, 'prose'), stoppedAfterChunks: 40 },
  scenario('inferex-unauthorized', 'A wrong key, refused with 401', { dialect: 'inferex', apiKey: 'another key' }, 'prose'),
  scenario('infery-usage-credits', 'Usage twice, the second time with credits', { dialect: 'infery' }, 'haiku'),
  scenario('infery-tool-call', 'A tool call in fragments', { dialect: 'infery' }, 'tool-call'),
  scenario('infery-error-after-tokens', 'An error in the band, after some tokens', { dialect: 'infery' }, 'error-after-tokens'),
  scenario('sovereigneg-text', 'Text without a role chunk', { dialect: 'sovereigneg' }, 'haiku'),
  scenario('sovereigneg-refusal', 'A refusal', { dialect: 'sovereigneg' }, 'refusal'),
  scenario('infinityblue-text', 'Text, role first', { dialect: 'infinityblue' }, 'haiku'),
  scenario('infinityblue-parallel-tools', 'Two tool calls at once', { dialect: 'infinityblue' }, 'parallel-tools'),
  scenario('infinityblue-json-schema', 'JSON that matches a schema', { dialect: 'infinityblue' }, 'json-schema', {
    response_format: { type: 'json_schema', json_schema: { name: 'trip', strict: true, schema: tripSchema() } },
  }),
  scenario('tokenhub-sample', 'Content chunks and [DONE], nothing else', { dialect: 'tokenhub', tokenhubShape: 'sample' }, 'haiku', {
    stream_options: { include_usage: false },
  }),
  scenario('tokenhub-table', 'Role first, usage in the finish chunk', { dialect: 'tokenhub', tokenhubShape: 'table' }, 'haiku'),
]

function scenario(
  name: string,
  title: string,
  gateway: RecordingScenario['gateway'],
  answer: string,
  params: Readonly<Record<string, unknown>> = {},
): RecordingScenario {
  const prompt = ANSWERS.find((known) => known.name === answer)?.title ?? answer
  return { name, title, gateway, request: { messages: [{ role: 'user', content: prompt }], ...params } }
}

function tripSchema(): object {
  const stop = {
    type: 'object',
    properties: { time: { type: 'string' }, place: { type: 'string' }, minutes: { type: 'integer', minimum: 10, maximum: 240 } },
    required: ['time', 'place', 'minutes'],
    additionalProperties: false,
  }
  return {
    type: 'object',
    properties: { title: { type: 'string' }, date: { type: 'string', format: 'date' }, stops: { type: 'array', items: stop, minItems: 3 } },
    required: ['title', 'date', 'stops'],
    additionalProperties: false,
  }
}
