import { readFileSync } from 'node:fs'
import { parseChatStream, bringsToken } from '@rivulet/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comments,
  crlf,
  cut,
  drip,
  duplicate,
  errorChunk,
  type Fault,
  FAULTS,
  formatFaults,
  gzip,
  httpStatus,
  parseFaults,
  reorder,
  reset,
  type ServedExchange,
  split,
  stall,
  fakeClock,
  replay,
} from '../index.js'
import { exchangesOf } from '../recording/exchanges.js'
import { readRecording } from '../recordingFile.fixture.js'
import { setTimersOn } from '../setTimersOn.fixture.js'
import { applyFaults } from './applyFaults.js'
import { askAgain, said } from './askAgain.fixture.js'
import { eventBlocks, joinBytes } from './eventBlocks.js'

const token = (text: string) => `data: {"choices":[{"delta":{"content":"${text}"}}]}\n\n`
const bytes = (text: string) => new TextEncoder().encode(text)

/** An answer of these reads, one each 100 ms after the head. */
const answer = (...reads: readonly string[]): ServedExchange => ({
  status: 200,
  headers: { 'Content-Type': 'text/event-stream', 'content-length': '99' },
  headAtMs: 100,
  timeline: {
    reads: reads.map((text, index) => ({ atMs: 200 + 100 * index, bytes: bytes(text) })),
    end: { atMs: 200 + 100 * reads.length, kind: 'eof' },
  },
})

const timed = ({ timeline }: ServedExchange) => [
  ...timeline.reads.map((read): [number, string] => [read.atMs, new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes)]),
  [timeline.end.atMs, timeline.end.kind],
]
const struck = (exchange: ServedExchange, ...faults: readonly Fault[]) => timed(applyFaults(exchange, { faults }, 1))

describe('a fault', () => {
  const abc = answer(token('a'), token('b'), token('c'))
  const [a, b, c] = ['a', 'b', 'c'].map(token) as [string, string, string]

  const pieces = (fault: Fault, seed: number) => timed(applyFaults(abc, { faults: [fault], seed }, 1))

  it('cuts, breaks or silences at a byte, a share of the bytes or after a token', () => {
    expect(struck(abc, cut({ at: a.length + 4 }))).toEqual([
      [200, a],
      [300, b.slice(0, 4)],
      [300, 'eof'],
    ])
    expect(struck(abc, reset({ token: 2 }))).toEqual([
      [200, a],
      [300, b],
      [400, 'error'],
    ])
    expect(struck(abc, stall({ at: '0%' }))).toEqual([[200, 'abort']])
    expect(struck(abc, reset({ at: '100%' }))).toEqual([
      [200, a],
      [300, b],
      [400, c],
      [500, 'error'],
    ])
    expect(struck(abc, cut({ at: 10_000 }), stall({ token: 4 }))).toEqual(timed(abc))
  })

  it('gives its error after the token, and nothing after it', () => {
    const [, , [atMs, error] = [], end] = struck(abc, errorChunk({ token: 2, message: 'Out of tea', code: 'tea' }))
    expect([atMs, end]).toEqual([400, [400, 'eof']])
    expect(JSON.parse(String(error).slice(6))).toMatchObject({ error: { message: 'Out of tea', code: 'tea' } })
  })

  it('edits events and leaves the reads as they came', () => {
    const cutInTwo = answer(a + b.slice(0, 5), b.slice(5) + c)
    expect(struck(cutInTwo, duplicate({ token: 2 }))).toEqual([
      [200, a + b.slice(0, 5)],
      [300, b.slice(5)],
      [300, b],
      [300, c],
      [400, 'eof'],
    ])
    expect(struck(cutInTwo, reorder({ token: 1 }))).toEqual([
      [200, b + a],
      [300, c],
      [400, 'eof'],
    ])
    expect(struck(cutInTwo, comments({ every: 2, text: 'hi\n' }))).toEqual([
      [200, ': hi \n\n'],
      [200, a + b.slice(0, 5)],
      [300, b.slice(5)],
      [300, ': hi \n\n'],
      [300, c],
      [400, 'eof'],
    ])
    expect(struck(cutInTwo, crlf(), crlf())[0]).toEqual([200, `${a.replaceAll('\n', '\r\n')}${b.slice(0, 5)}`])
  })

  it('drips no faster than told and no earlier than recorded', () => {
    expect(struck(answer('abcde', 'f'), drip({ bytes: 2, everyMs: 80 }))).toEqual([
      [200, 'ab'],
      [280, 'cd'],
      [360, 'e'],
      [440, 'f'],
      [440, 'eof'],
    ])
  })

  it('holds back what it compresses until there is enough of it', () => {
    const held = applyFaults(answer('aa', 'bb', 'cc'), { faults: [gzip({ block: 4 })] }, 1)
    expect(timed(held)).toEqual([
      [300, 'aabb'],
      [400, 'cc'],
      [500, 'eof'],
    ])
    expect(held.headers).toEqual({ 'Content-Type': 'text/event-stream', 'content-encoding': 'gzip' })
  })

  it('strikes as many requests as it is told, and says how long to wait', () => {
    const faults = [httpStatus({ code: 503, retryAfter: 7, times: 2 })]
    const statuses = [1, 2, 3].map((request) => applyFaults(abc, { faults }, request).status)
    expect(statuses).toEqual([503, 503, 200])
    expect(applyFaults(abc, { faults }, 1)).toMatchObject({ withheld: 'intercepted', headers: { 'retry-after': '7' } })
    expect(applyFaults(abc, { faults: [httpStatus({ retryAfter: 0 })] }, 1).headers).not.toHaveProperty('retry-after')
  })

  it('is chosen by its seed, else by that of the list', () => {
    expect(pieces(split(), 1)).toEqual(pieces(split(), 1))
    expect(pieces(split(), 1)).not.toEqual(pieces(split(), 2))
    expect(pieces(split({ seed: 7 }), 1)).toEqual(pieces(split({ seed: 7 }), 2))
    expect(pieces(split({ seed: 7 }), 1)).not.toEqual(pieces(split({ seed: 8 }), 1))
  })

  it('is applied from left to right', () => {
    const [early, late] = [struck(abc, duplicate({ token: 2 }), cut({ token: 2 })), struck(abc, cut({ token: 2 }), duplicate({ token: 2 }))]
    expect([early.length, late.length]).toEqual([3, 4])
  })

  it('leaves what it was given alone', () => {
    const before = JSON.stringify(timed(abc))
    for (const { make } of FAULTS) struck(abc, make())
    expect(JSON.stringify(timed(abc))).toBe(before)
  })
})

describe('as text', () => {
  it('is read with its parameters', () => {
    const faults = parseFaults('cut:at=120, split:max=1:seed=7,stall:at=50%,contentType:value=text/plain%3A%2C')
    expect(faults.map(({ name, params }) => ({ name, params }))).toEqual([
      { name: 'cut', params: { at: 120 } },
      { name: 'split', params: { max: 1, seed: 7 } },
      { name: 'stall', params: { at: '50%' } },
      { name: 'contentType', params: { value: 'text/plain:,' } },
    ])
    expect(parseFaults(' ')).toEqual([])
  })

  it.each([
    ['cutt', 'unknown', 'There is no fault "cutt". There are: split, '],
    ['cut:120', 'syntax', 'cut: "120" is no parameter. Write name=value after a colon'],
    ['html:=1', 'syntax', '"=1" is no parameter'],
    ['contentType:value=%ff', 'syntax', 'is no parameter'],
    ['cut:to=1', 'parameter', 'cut has no parameter "to". It has: at, token, times, seed.'],
    ['cut:toString=1', 'parameter', 'cut has no parameter "toString"'],
    ['cut:at=-1', 'parameter', 'cut: "at" is "-1". It takes a whole number of bytes or a share such as 50%.'],
    ['cut:at=101%', 'parameter', 'a share such as 50%'],
    ['split:max=0', 'parameter', 'split: "max" is 0. It takes a whole number from 1.'],
    ['httpStatus:code=200', 'parameter', 'It takes a whole number from 400 to 599.'],
    ['split:times=0', 'parameter', 'It takes a whole number from 1.'],
  ])('%s is refused', (text, code, message) => {
    expect(() => parseFaults(text)).toThrow(
      expect.objectContaining({ name: 'FaultError', code, message: expect.stringContaining(message) }),
    )
  })

  it('comes back as it was, whatever it holds', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('50%25', '%41', 'a,b:c=d', '100%'))
    fc.assert(
      fc.property(fc.array(fc.record({ text: value, every: fc.integer({ min: 1, max: 99 }) }, { requiredKeys: [] })), (params) => {
        const faults = params.map((given) => comments(given))
        const again = parseFaults(formatFaults(faults))
        expect(again.map((fault) => fault.params)).toEqual(faults.map((fault) => fault.params))
      }),
    )
  })
})

describe('the blocks of a body', () => {
  it('are all of its bytes, whatever they are', () => {
    const piece = fc.constantFrom('data: ', 'a', '\n', '\r', '\r\n', '\n\n', ':', '[DONE]', '{"choices":[{"delta":{"content":"x"}}]}')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const body = bytes(pieces.join(''))
        const blocks = eventBlocks(body)
        expect(joinBytes(blocks.map(({ start, end }) => body.subarray(start, end)))).toEqual(body)
      }),
    )
  })

  it.each([
    'inferex-reasoning',
    'infery-tool-call',
    'infinityblue-parallel-tools',
    'sovereigneg-refusal',
    'tokenhub-table',
    'inferex-two-choices',
  ])('bring as many tokens as core finds in %s', async (name) => {
    const reads = exchangesOf(readRecording(name))[0]?.answer?.timeline.reads ?? []
    const body = joinBytes(reads.map((read) => read.bytes))
    let tokens = 0
    for await (const chunk of parseChatStream(new Response(body))) tokens += Number(bringsToken(chunk))
    expect(eventBlocks(body).filter(({ isToken }) => isToken)).toHaveLength(tokens)
    expect(tokens).toBeGreaterThan(0)
  })
})

it('any faults in any order: the client ends, and what it kept is the beginning of what was said', async () => {
  const kinds = FAULTS.filter(({ promise }) => promise.text !== 'changed')
  const fault = fc.record({ kind: fc.constantFrom(...kinds), seed: fc.nat(1000), at: fc.nat(4000), token: fc.option(fc.nat(60)) })
  const names = ['infery-tool-call', 'infery-usage-credits', 'infinityblue-tool-loop', 'inferex-cut-by-length', 'inferex-rate-limited']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(fault, { maxLength: 5 }), fc.nat(), async (name, picked, seed) => {
      const recording = readRecording(name)
      const faults = picked.map(({ kind, at, token: after, ...given }) =>
        kind.make({ ...given, ...('at' in kind.params && { at, token: after ?? undefined }) }),
      )
      const clock = fakeClock()
      setTimersOn(clock)
      const [own, now] = [
        await clock.until(askAgain(recording, replay(recording, { clock, speed: Infinity }))),
        await clock.until(askAgain(recording, replay(recording, { clock, faults, seed }))),
      ].map((results) => results.map(said))
      own?.forEach((whole, question) =>
        now?.[question]?.forEach((text, index) => expect(whole[index]?.startsWith(text), formatFaults(faults)).toBe(true)),
      )
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) },
  )
})

it('are told in the README as they are', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const rows = FAULTS.map(({ name, does, tests, params }) => {
    const takes = Object.entries(params)
      .filter(([param]) => param !== 'seed' && (param !== 'times' || params[param]?.default !== undefined))
      .map(([param, { default: value }]) => (value === undefined ? `\`${param}\`` : `\`${param}=${value}\``))
    return `| \`${name}\` | ${takes.join(', ')} | ${does} | ${tests} |`
  })
  expect(readme.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows)
})
