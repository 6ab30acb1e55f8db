import { ANSWERS } from './answers/answers.js'
import { stall } from './faults/endings.js'
import type { Fault } from './faults/fault.js'
import { httpStatus } from './faults/responses.js'
import { split } from './faults/timing.js'
import type { Dialect, DialectSettings } from './gateway/dialects.js'
import type { PaceOptions } from './gateway/pace.js'
import { DAY_TRIP_SCHEMA, GAUGE_TOOLS } from './recordingRequests.js'

export type { Dialect, DialectSettings, Fault, PaceOptions }

/** A recording that comes with the package, as `@rivulet/replay/recordings/NAME.stream.jsonl`, and how it was made. */
export interface RecordingScenario {
  /** The file's name without `.stream.jsonl`. */
  readonly name: string
  /** What can be seen in it, in a few words. */
  readonly title: string
  /** What can be seen in it, in a sentence or two. */
  readonly description: string
  /** What answered the caller. */
  readonly gateway: ScenarioGateway
  /** What was sent beside `model` and `stream`: `messages`, each with its `content`, and any other field. */
  readonly request: { readonly messages: readonly { readonly role: 'user'; readonly content: string }[] } & Readonly<
    Record<string, unknown>
  >
  /** What the caller's tools answer, by their names. The caller asks again with it until no tool is called. */
  readonly toolResults?: Readonly<Record<string, unknown>> | undefined
  /** Keys that the caller has one after the other: the next one is taken when one is refused. @defaultValue one that is let in */
  readonly apiKeys?: readonly string[] | undefined
  /** When the caller stopped: so many chunks as `afterChunks` had come, and then `afterMs` milliseconds passed. @defaultValue never */
  readonly stopped?: { readonly afterChunks: number; readonly afterMs?: number | undefined } | undefined
}

/** The gateway that answers in a scenario. */
export interface ScenarioGateway extends DialectSettings, PaceOptions {
  /** The format that it streams in. */
  readonly dialect: Dialect
  /** The only key that is let in. @defaultValue any bearer that is not empty */
  readonly apiKey?: string | undefined
  /** What goes wrong with its answers. @defaultValue none */
  readonly faults?: readonly Fault[] | undefined
}

/** The recordings that come with the package. All are made by the recorder from the gateway. */
export const RECORDINGS: readonly RecordingScenario[] = [
  {
    name: 'inferex-prose',
    title: 'Prose, in plain OpenAI chunks',
    description:
      'Three paragraphs, one token a read: a role chunk with empty content, deltas, a finish chunk, usage in a chunk of its own and [DONE].',
    gateway: { dialect: 'inferex' },
    request: asking('prose'),
  },
  {
    name: 'inferex-markdown',
    title: 'Markdown of 1,000 tokens',
    description: 'Headings, lists, a table, a quotation, tasks and two blocks of code, for everything that draws an answer while it grows.',
    gateway: { dialect: 'inferex' },
    request: asking('markdown'),
  },
  {
    name: 'inferex-cjk-emoji',
    title: 'Japanese, Chinese, Korean and emoji',
    description: 'Letters of three and four bytes, a family, a flag and a skin tone: what must never be cut in two.',
    gateway: { dialect: 'inferex' },
    request: asking('cjk-emoji'),
  },
  {
    name: 'inferex-split-characters',
    title: 'Reads that end inside a letter',
    description:
      'The same languages over a network that cuts where it likes: pieces of up to 64 bytes, many of which end in the middle of a character.',
    gateway: { dialect: 'inferex', faults: [split({ max: 64 })] },
    request: asking('cjk-emoji'),
  },
  {
    name: 'inferex-right-to-left',
    title: 'Arabic, from right to left',
    description: 'Paragraphs and a list from right to left, with numbers, names of files and code that run the other way.',
    gateway: { dialect: 'inferex' },
    request: asking('right-to-left'),
  },
  {
    name: 'inferex-reasoning',
    title: 'Reasoning before the answer',
    description: 'First reasoning_content, then content; usage tells how many tokens were reasoning.',
    gateway: { dialect: 'inferex' },
    request: asking('reasoning'),
  },
  {
    name: 'inferex-two-choices',
    title: 'Two choices, side by side',
    description: 'The request asked for n = 2: deltas of both choices in turn, told apart by their index, each with its own finish reason.',
    gateway: { dialect: 'inferex' },
    request: asking('haiku', { n: 2 }),
  },
  {
    name: 'inferex-cut-by-length',
    title: 'An answer cut by its length',
    description: 'The finish reason is length, in the middle of a sentence.',
    gateway: { dialect: 'inferex' },
    request: asking('cut-by-length'),
  },
  {
    name: 'inferex-truncated',
    title: 'A connection that ends in the middle',
    description: 'The body ends cleanly after some tokens, with neither a finish reason nor [DONE].',
    gateway: { dialect: 'inferex' },
    request: asking('truncated'),
  },
  {
    name: 'inferex-stalled',
    title: 'A gateway that falls silent',
    description: 'After 40 tokens nothing comes any more and the connection stays open; the caller waits for two minutes and leaves.',
    gateway: { dialect: 'inferex', faults: [stall({ token: 40 })] },
    request: asking('prose'),
    stopped: { afterChunks: 41, afterMs: 120_000 },
  },
  {
    name: 'inferex-slow-first-token',
    title: 'A first token after half a minute',
    description: 'The head of the response comes at once, and then nothing for 30 seconds. No limit that a client has by default is met.',
    gateway: { dialect: 'inferex', timeToFirstTokenMs: 30_000 },
    request: asking('haiku'),
  },
  {
    name: 'inferex-stopped',
    title: 'An answer that its reader stopped',
    description: 'The caller closed the connection after 40 chunks.',
    gateway: { dialect: 'inferex' },
    request: asking('prose'),
    stopped: { afterChunks: 40 },
  },
  {
    name: 'inferex-rate-limited',
    title: 'Too many requests, then an answer',
    description: 'The first request is refused with 429 and Retry-After, the client waits for as long and asks again: two exchanges.',
    gateway: { dialect: 'inferex', faults: [httpStatus({ code: 429, retryAfter: 2 })] },
    request: asking('haiku'),
  },
  {
    name: 'inferex-unavailable',
    title: 'Unavailable twice, then an answer',
    description: 'Two requests are refused with 503, the last one that a client makes by itself is answered: three exchanges.',
    gateway: { dialect: 'inferex', faults: [httpStatus({ code: 503, retryAfter: 1, times: 2 })] },
    request: asking('haiku'),
  },
  {
    name: 'inferex-unauthorized',
    title: 'A wrong key, refused with 401',
    description: 'One exchange without a stream: a JSON body that says what is wrong with the key.',
    gateway: { dialect: 'inferex', apiKey: 'another key' },
    request: asking('prose'),
  },
  {
    name: 'inferex-key-refreshed',
    title: 'An expired key, then a fresh one',
    description: 'The first request is refused with 401, the client asks its application for another key and is answered: two exchanges.',
    gateway: { dialect: 'inferex', apiKey: 'fresh-key-of-inferex-key-refreshed' },
    apiKeys: ['key-of-inferex-key-refreshed', 'fresh-key-of-inferex-key-refreshed'],
    request: asking('haiku'),
  },
  {
    name: 'infery-usage-credits',
    title: 'Usage twice, the second time with credits',
    description:
      'Chunks without object and index; after the finish chunk the usage of the provider, then that of the gateway with credits_used.',
    gateway: { dialect: 'infery' },
    request: asking('haiku'),
  },
  {
    name: 'infery-tool-call',
    title: 'A tool call in fragments',
    description: 'The arguments come in pieces whose chunks do not even have an id.',
    gateway: { dialect: 'infery' },
    request: asking('tool-call'),
  },
  {
    name: 'infery-error-after-tokens',
    title: 'An error in the band, after some tokens',
    description: 'The status was 200 and the words were on their way when an error came as an event. Nothing follows it.',
    gateway: { dialect: 'infery' },
    request: asking('error-after-tokens'),
  },
  {
    name: 'sovereigneg-text',
    title: 'Text without a role chunk',
    description: 'The first chunk brings content at once.',
    gateway: { dialect: 'sovereigneg' },
    request: asking('haiku'),
  },
  {
    name: 'sovereigneg-refusal',
    title: 'A refusal',
    description: 'Deltas of refusal in place of content.',
    gateway: { dialect: 'sovereigneg' },
    request: asking('refusal'),
  },
  {
    name: 'infinityblue-text',
    title: 'Text, role first',
    description: 'A chunk with the role alone, then content.',
    gateway: { dialect: 'infinityblue' },
    request: asking('haiku'),
  },
  {
    name: 'infinityblue-parallel-tools',
    title: 'Two tool calls at once',
    description: 'Two calls in one answer, told apart by their index.',
    gateway: { dialect: 'infinityblue' },
    request: asking('parallel-tools'),
  },
  {
    name: 'infinityblue-tool-loop',
    title: 'Two tools, one after the other, then the answer',
    description: 'Call, result, call, result, answer: three exchanges, each with all that was said before it.',
    gateway: { dialect: 'infinityblue' },
    request: asking('tool-loop', { tools: GAUGE_TOOLS }),
    toolResults: { find_station: { station_id: 'r-101', name: 'Cairo, at the corniche' }, read_gauge: { cm: 312, trend: 'rising' } },
  },
  {
    name: 'infinityblue-json-schema',
    title: 'JSON that matches a schema',
    description: 'Structured output: the content is one JSON object, in pieces that are none.',
    gateway: { dialect: 'infinityblue' },
    request: asking('json-schema', {
      response_format: { type: 'json_schema', json_schema: { name: 'trip', strict: true, schema: DAY_TRIP_SCHEMA } },
    }),
  },
  {
    name: 'tokenhub-sample',
    title: 'Content chunks and [DONE], nothing else',
    description: 'The sample of the document: no role, no finish reason, no usage.',
    gateway: { dialect: 'tokenhub', tokenhubShape: 'sample' },
    request: asking('haiku', { stream_options: { include_usage: false } }),
  },
  {
    name: 'tokenhub-table',
    title: 'Role first, usage in the finish chunk',
    description: 'The table of the document, which its own sample contradicts.',
    gateway: { dialect: 'tokenhub', tokenhubShape: 'table' },
    request: asking('haiku'),
  },
  {
    name: 'tokenhub-giant',
    title: 'A giant answer of 20,000 tokens',
    description: 'Markdown without end at 500 tokens a second, eight in a read: for whatever must not slow down while an answer grows.',
    gateway: { dialect: 'tokenhub', tokenhubShape: 'table', tokensPerSecond: 500 },
    request: asking('giant'),
  },
]

/** The request that has the gateway give this answer of its library. */
function asking(answer: string, params: Readonly<Record<string, unknown>> = {}): RecordingScenario['request'] {
  const content = ANSWERS.find((known) => known.name === answer)?.title ?? answer
  return { messages: [{ role: 'user', content }], ...params }
}
