import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { readChat, type ChatCompletion } from './index.js'
import { holds, propertyTimeout } from './properties.fixture.js'
import { describeShared, readQuirks, readRecordings } from './shared.fixture.js'
import { wellFormed } from './streams.fixture.js'

/** What both readers say of an answer; `undefined` where a reader does not call it one. */
type Reading = ReturnType<typeof viewOf> | undefined

/** As much of a completion as both have, by the same names. */
function viewOf({ id, created, model, choices, usage, system_fingerprint, service_tier }: ChatCompletion | OpenAI.ChatCompletion) {
  return {
    id,
    created,
    model,
    system_fingerprint,
    service_tier: service_tier ?? undefined,
    usage: usage ?? undefined,
    // openai-node leaves holes in its list where an index was passed over.
    choices: choices.filter(Boolean).map(({ index, message, finish_reason, logprobs }) => ({
      index,
      content: message.content,
      refusal: message.refusal,
      toolCalls: message.tool_calls?.map((call) =>
        call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : [call.id, call.custom.name, call.custom.input],
      ),
      finish_reason,
      logprobs,
    })),
  }
}

const respond = (body: BodyInit, contentType: string) => new Response(body, { headers: { 'content-type': contentType } })

async function readOurs(response: Response): Promise<Reading> {
  const { completion, ending } = await readChat(response)
  return ending.kind === 'complete' ? viewOf(completion) : undefined
}

async function readTheirs(response: Response): Promise<Reading> {
  const client = new OpenAI({
    apiKey: 'none',
    baseURL: 'http://gateway.test/v1',
    maxRetries: 0,
    logLevel: 'off',
    fetch: () => Promise.resolve(response),
  })
  const stream = client.chat.completions.stream({ model: 'm', messages: [{ role: 'user', content: 'hi' }] })
  try {
    return viewOf(await stream.finalChatCompletion())
  } catch {
    return undefined
  }
}

test('streams as OpenAI sends them come to the same completion as with openai-node', { timeout: propertyTimeout }, () =>
  holds(wellFormed, async ({ body }) => {
    const ours = await readOurs(respond(body, 'text/event-stream'))
    expect(ours).toBeDefined()
    expect(ours).toEqual(await readTheirs(respond(body, 'text/event-stream')))
  }),
)

const FIRST =
  'its id or its time changes in the middle: openai-node takes the last, we keep the first, so that nothing made from them changes'

/** The streams that the two read differently: what openai-node does, and why we do not. All others come to the same. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'DONE but no finish': 'it throws, since no finish reason came; [DONE] after content says as well that the answer is whole',
  'missing id/object/created/model': 'it leaves them undefined, against its own types; we fill in empty ones',
  'missing choice index': 'it throws for an index that is undefined; the place in the list is as good',
  'choices null': 'it throws where choices cannot be iterated; null is none',
  'choices missing': 'it throws where choices cannot be iterated; a chunk may have none',
  'missing role': 'it throws; the role of an answer is always the same',
  'content array (Mistral)': 'it appends the parts as [object Object]; we take their text',
  'usage strings': 'it hands the texts on where its types promise numbers; we turn them into numbers',
  'comment re-wrapped as data': 'it throws for the payload that is no JSON; a comment is none in any wrapping',
  'empty data line': 'it throws for the payload that is no JSON; an empty one says nothing',
  'event: ping with empty obj': 'it takes the heartbeat for a chunk, and throws for its choices',
  'single LF between data lines (2 JSON in one event)': 'it throws for the two objects in one event; we take them apart',
  'NDJSON without data:': 'it finds no event in it; the lines are whole chunks all the same',
  'trailing comma': 'it throws and the answer is gone; we skip the event, and say that one was lost',
  'double-encoded JSON': 'it takes the text for a chunk, and throws for its choices; we unwrap it once',
  'JSON completion body': 'it finds no event in it; the answer is whole all the same, only not streamed',
  'tools: no index x2 distinct ids': 'it throws for an index that is undefined; the ids tell the calls apart',
  'tools: index 0 twice distinct ids (Ollama/Gemini)':
    'it makes one call of two, with arguments that are no JSON; a new id with a name is a new call',
  'tools: args object': 'it appends the object as [object Object]; we turn it into JSON',
  'tools: args missing (no-arg tool)': 'it leaves the arguments empty, which is no JSON; a call without arguments has {}',
  'tools: no id at all':
    'it makes an id by chance when the answer is whole; ours is there from the first fragment and the same for the same answer',
  'tools: index starts at 1': 'it throws for the hole in its list; an index is no place in a list',
  'tools: valid JSON prefix then more ("{}" first)': 'it appends the arguments to the placeholder, which is no JSON; the later ones count',
  'function_call legacy': 'it keeps the older field; we make it a tool call, so that there is one kind',
  'tool index 1e9': 'it throws for an index of 128 and more; an index is no place in a list',
  'tools: one id with the name, another id on the rest': 'it throws, since no role came',
  'avian-kimi-k2.5-parallel-tools-reasoning.sse': FIRST,
  'gpustack-qwen3-reasoning.sse': 'it throws, since no role came',
  'huggingface-llama-3.1-8b-instruct-text.sse': 'it leaves out a fingerprint that is empty; we keep what came',
  'ollama-qwen3-tool-reasoning.sse': FIRST,
  'openai-gpt-5-2025-08-07-text.sse': 'a chunk with usage null follows the usage, and it forgets it; the last that is not null counts',
  'openrouter-kimi-k2-tool-2.sse': 'it throws, since no finish reason came; [DONE] after a call says as well that the answer is whole',
  'vercelai-compat-xai-tool-call.chunks.txt': FIRST,
  'vercelai-mistral-reasoning.chunks.txt': 'it appends the parts as [object Object]; we take their text, and their thinking apart from it',
  'vercelai-perplexity-citations.chunks.txt': FIRST,
  'vercelai-xai-tool-call.chunks.txt': FIRST,
  'writer-palmyra-x4-parallel-tools.sse':
    'it lets the message beside a delta take the place of what it gathered, and throws for the calls that are gone; we leave it aside',
  'xai-grok-code-fast-1-parallel-tools-reasoning.sse': FIRST,
}

describeShared('real streams beside openai-node', () => {
  const streams = [
    ...readQuirks().map(({ name, body, contentType }) => ({ name, read: () => respond(body, contentType) })),
    ...readRecordings().map(({ name, bytes }) => ({ name, read: () => respond(bytes, 'text/event-stream') })),
  ]

  test('every stream with a reason to differ is there', () => {
    expect(streams.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(DIFFERENT)))
  })

  test.each(streams)('$name', async ({ name, read }) => {
    const [ours, theirs] = [await readOurs(read()), await readTheirs(read())]
    const reason = DIFFERENT[name]
    if (reason) expect(ours, `no longer so: ${reason}`).not.toEqual(theirs)
    else expect(ours).toEqual(theirs)
    // Where only one of them sees an answer, it is this one.
    if (theirs) expect(ours).toBeDefined()
  })
})
