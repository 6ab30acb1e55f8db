/**
 * The name of a rule, for switching it. A rule marked with a star leaves a warning whose code is the rule's name.
 *
 * | rule | what it sees | what becomes of it |
 * |---|---|---|
 * | `comment-as-data` * | a comment that came as data (`data: : ping`) | skipped |
 * | `repeated-prefix` * | `data: data: {…}` | one prefix of each line removed |
 * | `json-in-a-string` * | a chunk as JSON in a JSON string | unwrapped once |
 * | `several-in-one` * | several objects, or a list of them, in one event | taken apart |
 * | `bare-json` * | a line of JSON without `data:` | read as an event |
 * | `bare-error` * | a line `error: …` | fails the run; after a finish reason only a warning |
 * | `envelope` | `object`, `id`, `created` or `model` missing or of another type | taken from an earlier chunk, else empty or 0 |
 * | `choices-missing` | `choices` is no list, or holds what is no object | a list of its objects |
 * | `usage-elsewhere` | Groq's `x_groq.usage` or Moonshot's `choices[0].usage` without `usage` | copied to `usage` |
 * | `usage-numbers` | counts in strings, no total, `usage: {}` | numbers, their sum, null |
 * | `choice-index` | an index missing, or beyond the request's `n` | the position, or 0 |
 * | `message-for-delta` | `message` in place of `delta`, or beside it | the delta, without the texts that deltas have brought; or removed |
 * | `delta-missing` | a choice without `delta` | an empty one |
 * | `finish-reason` | `""`, no field, or no text | null |
 * | `content-parts` | content as a list | its text as `content`, its thinking as `reasoning_content`; the rest, with a warning, as `content_parts` |
 * | `content-type` * | content that is neither text nor a list | its JSON |
 * | `reasoning-names` | `reasoning`, `reasoning_details` | `reasoning_content`, from one of them |
 * | `function-call` | the older API's `function_call` | a tool call |
 * | `tool-calls` | calls without a list, an index or an id, or with the wrong one; arguments as objects, repeated or empty | fragments told apart by `index` alone |
 * | `think-tags` | `<think>…</think>` at the start of the content | `reasoning_content`; off unless switched on |
 * | `split-characters` | half of a surrogate pair at the end of a delta | held back until its other half comes |
 */
export type RuleName =
  | 'comment-as-data'
  | 'repeated-prefix'
  | 'json-in-a-string'
  | 'several-in-one'
  | 'bare-json'
  | 'bare-error'
  | 'envelope'
  | 'choices-missing'
  | 'usage-elsewhere'
  | 'usage-numbers'
  | 'choice-index'
  | 'message-for-delta'
  | 'delta-missing'
  | 'finish-reason'
  | 'content-parts'
  | 'content-type'
  | 'reasoning-names'
  | 'function-call'
  | 'tool-calls'
  | 'think-tags'
  | 'split-characters'

/**
 * Switches rules: all are on unless set to false, except `think-tags`, which is off unless set to true. What a rule that is off would have mended
 * comes as the gateway sent it, whatever the types say; what cannot be read so is lost, or fails the run with code `protocol`.
 */
export type Rules = Partial<Record<RuleName, boolean>>

/** Whether a rule applies. */
export function isOn(rules: Rules, name: RuleName): boolean {
  return rules[name] ?? name !== 'think-tags'
}
