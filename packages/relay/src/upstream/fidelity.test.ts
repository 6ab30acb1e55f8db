import { readChat, type ChatResult } from '@rivulet/core'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAll, render, STREAM, upstreamFrom } from './gateway.fixture.js'
import { describeShared, readQuirks, readRecordings, type GatewayStream } from './streams.fixture.js'

/** What a client concludes. */
function conclusion({ completion, ending }: ChatResult) {
  const error = ending.kind === 'failed' ? { code: ending.error.code, message: ending.error.message } : undefined
  return { completion, ending: { ...ending, error } }
}

async function direct({ bytes, contentType }: Omit<GatewayStream, 'name'>) {
  return conclusion(await readChat(new Response(bytes, { headers: { 'content-type': contentType } })))
}

/** What a client behind the relay concludes; a run that failed has no conclusion of the gateway's. */
async function behind(pieces: readonly Uint8Array[], contentType: string) {
  const seen = await readAll(await upstreamFrom(pieces, contentType).chat(STREAM))
  return conclusion(await readChat(new Response(render(seen))))
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const inOrder = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return inOrder.slice(1).map((to, at) => bytes.subarray(inOrder[at], to))
}

const every = (bytes: Uint8Array, size: number): Uint8Array[] =>
  cutAt(
    bytes,
    Array.from({ length: Math.floor(bytes.length / size) }, (_, at) => (at + 1) * size),
  )

/** In pieces of these many bytes. Byte by byte takes long with what is long, so the long suite does it. */
const sizesFor = ({ length }: Uint8Array): number[] =>
  [1, 7, 64, 1021, 65_536]
    .filter((size) => length / size < (process.env['PROPERTY_RUNS'] === undefined ? 3000 : 100_000))
    .concat(length + 1)

const chunk = (delta: object, more: object = {}) =>
  JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, ...more }] })
const role = chunk({ role: 'assistant', content: '' })
const hi = chunk({ content: 'hi “there”\u2028' })
const stop = chunk({}, { finish_reason: 'stop' })
const usage = JSON.stringify({ id: 'c', choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } })
const whole = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hi' } }],
}
const event = (...lines: string[]) => `${lines.map((line) => `data: ${line}\n`).join('')}\n`
const start = event(role) + event(hi)

/** Peculiar bodies beside the catalogue's: name, body. */
const PECULIAR: [name: string, body: string][] = [
  ['[DONE] in the event of the last chunk', start + event(stop, '[DONE]')],
  ['[DONE] as JSON', start + event(stop) + event('"[DONE]"')],
  ['[DONE] framed twice', start + event(stop) + event('data: [DONE] ')],
  ['usage behind [DONE]', start + event(stop) + event('[DONE]') + event(usage)],
  [
    'usage of Groq behind [DONE]',
    start + event(stop) + event('[DONE]') + event('{"x_groq":{"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}}'),
  ],
  ['text behind [DONE]', start + event(stop) + event('[DONE]') + event(hi) + '{"error":"late"}\nerror: late\n\n'],
  ['an error line before the end', start + 'error: {"message":"boom"}\n\n' + event('[DONE]')],
  ['an error line after the end', start + event(stop) + 'error: {"message":"boom"}\n\n' + event('[DONE]')],
  ['an error line within an event', event(role) + `data: ${hi}\nerror: boom\n\n` + event(stop)],
  ['bare JSON within an event', event(role) + `data: ${hi}\n${hi}\n\n` + event(stop)],
  ['a bare end within an event', event(role) + `data: ${hi}\n[DONE]\n\n`],
  ['lines that are nearly an end', `${start} data: [DONE]\n [DONE]\n"[DONE]"\n[DONE] x\n`],
  ['an error line that no line break ends', start + 'error: boom'],
  ['bare JSON between events', `${event(role)}${hi}\n${hi}\n${event(stop)}`],
  ['a bare error', `${event(role)}{"error":{"message":"boom","code":429}}\n`],
  ['an error event', `${start}event: error\ndata: boom\n\n`],
  ['an error event that is cut off', `${start}event: error\ndata: {"message":"bo`],
  ['an error event of several lines', `${start}event: error\ndata: {"message":\ndata: "boom"}\n\n`],
  ['a named event that is none of a chat', `${start}event: message_stop\ndata: {"a":1}\n\n${event(stop)}`],
  ['chunks over several lines', event(...JSON.stringify(JSON.parse(hi), null, 2).split('\n')) + event(stop)],
  ['several chunks in one event', event(role, hi, stop)],
  ['a chunk that is cut off behind a whole one', `${start}data: ${stop}\ndata: ${usage.slice(0, 20)}`],
  ['usage that is cut off', `${start}${event(stop)}data: ${usage.slice(0, 30)}`],
  ['bare JSON that is cut off', `${start}${event(stop)}${usage.slice(0, 30)}`],
  ['a character that is cut off', `${start}data: ${hi.slice(0, -12)}`],
  ['objects, one a line', `${role}\n${hi}\n\n${stop}\n[DONE]\n`],
  ['objects, one a line, the last cut off', `${role}\r\n${hi}\r\n${stop}\r\n${usage.slice(0, 20)}`],
  ['one chunk alone', `${stop}\n`],
  ['an object, then events', `${role}\n${event(hi)}${event(stop)}`],
  ['an object, then events with fields', `{"note":"x"}\nid: 1\nretry: 5\n${event(hi)}event: message\n${event(stop)}`],
  ['an object, then an error event', `${role}\nevent: error\ndata: boom\n\n`],
  ['half an object, then events', `{"broken\n${event(hi)}${event(stop)}`],
  ['a list of chunks', `[${role},${hi},\n${stop}]`],
  ['a chunk as JSON in JSON', JSON.stringify(stop)],
  ['an error as a body', '{\n "error": {\n\n  "message": "boom", "type": "server_error" } }'],
  ['an error as a body with its end on a line of its own', '{"error": {"message": "boom"}\n}'],
  ['a detail as a body', '{"detail":"Not Found"}'],
  ['an answer that is cut off', JSON.stringify({ ...whole, usage: null }, null, 2).slice(0, 100)],
  ['words', 'upstream connect error or disconnect/reset before headers'],
  ['words over several lines', 'Internal Server Error\n\nPlease try again: later\n'],
  ['nothing but blank lines', '\n \n\t\n'.repeat(900)],
  ['blank lines before an answer', `\uFEFF\n\n  \n${start}${event(stop)}`],
  ['data that is empty', `data\n\ndata:\n\n${start}data:\ndata:\n\n${event(stop)}`],
  ['ids and times of reconnection', `id: 7\nretry: 10\n${start}id\nid: 8\n\n${event(stop)}`],
  ['bare carriage returns', (start + event(stop) + event('[DONE]')).replaceAll('\n', '\r')],
  ['an event of several megabytes', event(chunk({ content: 'x'.repeat(3_000_000) })) + event(stop)],
]

const encode = (body: string) => new TextEncoder().encode(body)

describeShared('a client behind the relay concludes what a direct one does: known gateways', () => {
  /**
   * The relay tells more, or earlier: an answer that came whole where a stream was asked for ends with `[DONE]`, and a web page is a failure of the run.
   */
  const EXCEPTIONS = ['JSON completion body', 'HTML body']
  const streams = [...readQuirks(), ...readRecordings()].filter(({ name }) => !EXCEPTIONS.includes(name))

  test.each(streams)('$name', async ({ bytes, contentType }) => {
    const expected = await direct({ bytes, contentType })
    for (const size of sizesFor(bytes)) expect(await behind(every(bytes, size), contentType), `cut every ${size} bytes`).toEqual(expected)
  })
})

async function expectSame(body: string, length: number, places: number[]) {
  const all = encode(body)
  const bytes = all.slice(0, length % (all.length + 1))
  expect(await behind(cutAt(bytes, places), 'text/event-stream')).toEqual(await direct({ bytes, contentType: 'text/event-stream' }))
}

describe('a client behind the relay concludes what a direct one does: made up', () => {
  test.each(PECULIAR)('%s', async (_name, body) => {
    const bytes = encode(body)
    const contentType = 'text/event-stream'
    const expected = await direct({ bytes, contentType })
    for (const size of sizesFor(bytes)) expect(await behind(every(bytes, size), contentType), `cut every ${size} bytes`).toEqual(expected)
  })

  const anywhere = fc.array(fc.nat(), { maxLength: 6 })
  const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100)

  test('events and whatever else in any order, ended anywhere and cut anywhere', { timeout: 600_000 }, async () => {
    const bodies = PECULIAR.map(([, body]) => body).filter((body) => body.length < 5000)
    const blocks = fc.array(fc.constantFrom(...bodies, ': a comment\n\n', event(stop), event('[DONE]')), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(blocks, fc.nat(), anywhere, (parts, length, places) => expectSame(start + parts.join(''), length, places)),
      { numRuns },
    )
  })

  test('objects, one a line, ended anywhere and cut anywhere', { timeout: 600_000 }, async () => {
    const lines = fc.array(
      fc.constantFrom(
        role,
        hi,
        stop,
        usage,
        '[DONE]',
        '',
        'null',
        '{"error":{"message":"boom"}}',
        '{"broken',
        'words',
        'id: 1',
        `data: ${hi}`,
      ),
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('\n', '\r\n', '\r'), fc.nat(), anywhere, (parts, end, length, places) =>
        expectSame([role, ...parts].join(end), length, places),
      ),
      { numRuns },
    )
  })
})
