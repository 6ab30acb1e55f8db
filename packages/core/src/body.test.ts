import { afterEach, describe, expect, test, vi } from 'vitest'
import { chunk, codes, data, done, errorOf, messageOf, pieces, read, silent, stop, text } from './answers.fixture.js'
import { readChat, type ChatResult, type ReadOptions } from './index.js'

afterEach(() => void vi.useRealTimers())

/** What comes of a source that gives these parts and stays open. */
async function readOpen(parts: string[], options?: ReadOptions): Promise<ChatResult> {
  vi.useFakeTimers()
  const reading = readChat(silent(...parts), options)
  await vi.advanceTimersByTimeAsync(200_000)
  return reading
}

const respond = (body: BodyInit, contentType: string) => readChat(new Response(body, { headers: { 'content-type': contentType } }))
const json = (content: string, reason: string | null = null) => chunk({ content }, reason).slice('data: '.length).trim()
const completion = {
  id: 'c',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ab' }, finish_reason: 'stop' }],
}

describe('a web page', () => {
  test.each([
    ['<p>Sign <b>in</b></p>', ''],
    ['  \n<p>Sign <b>in</b></p>', ''],
    ['\uFEFF<p>Sign <b>in</b></p>', 'text/event-stream'],
    ['Sign in', 'text/html'],
    ['Sign in', 'text/html; charset=utf-8'],
    ['Sign in', 'Text/HTML'],
  ])('%j as %j is an error with its words', async (page, contentType) => {
    expect(errorOf(await respond(page, contentType))).toMatchObject({
      code: 'html_response',
      retryable: false,
      message: expect.stringContaining('The gateway answered with a web page: "Sign in". ') as string,
    })
  })

  test('without words is an error without words', async () => {
    for (const page of ['<p></p>', `<p title="${'x'.repeat(5000)}">Sign in`])
      expect(errorOf(await read(page))?.message).toContain('The gateway answered with a web page. ')
  })

  test('is quoted in part, and its secrets are not', async () => {
    const { message } = errorOf(await read(`<p>${'word '.repeat(100)}`)) ?? { message: '' }
    const [, words = ''] = /"(.*)"/.exec(message) ?? []
    expect(words).toMatch(/^(word )+/)
    expect(words).toHaveLength(200)
    expect(errorOf(await read('<p>sk-canary-12345'))?.message).toContain('"[redacted]"')
  })

  test('is given up once enough of it has come to quote', async () => {
    const page = `<p>${'x'.repeat(4093)}`
    expect(errorOf(await readOpen([page]))).toMatchObject({ code: 'html_response' })
    expect(errorOf(await readOpen([page.slice(0, 2000), page.slice(2000)]))).toMatchObject({ code: 'html_response' })
    expect((await readOpen([page.slice(0, -1)])).ending.kind).toBe('stalled')
  })
})

describe('an event stream under a wrong label', () => {
  test.each([
    text('ab'),
    `: ping\n\n${text('ab')}`,
    `event: message\n${text('ab')}`,
    `id: 1\n${text('ab')}`,
    `retry: 1\n${text('ab')}`,
    `\n\n${text('ab')}`,
  ])('%j is read all the same', async (body) => {
    for (const contentType of ['text/html', 'application/json', 'text/plain', ''])
      expect(messageOf(await respond(body + stop, contentType))?.content).toBe('ab')
  })

  test('may begin with any number of blank lines, and keeps none', async () => {
    for (const count of [1, 4094, 4095, 10_000]) {
      const result = await readChat(pieces('\n', '\n'.repeat(count), '\n', text('ab') + stop))
      expect([messageOf(result)?.content, codes(result)]).toEqual(['ab', []])
    }
    // Past so many it is decided: what comes is lines of an event stream.
    expect(codes(await read('\n'.repeat(4095) + json('ab', 'stop')))).toEqual([])
    expect(codes(await readChat(pieces('\n'.repeat(4095), json('ab', 'stop'))))).toEqual([])
    expect(codes(await readChat(pieces('\n'.repeat(4096), json('ab', 'stop'))))).toEqual(['bare-json'])
    expect(codes(await read('\n'.repeat(4096) + json('ab', 'stop')))).toEqual(['bare-json'])
  })
})

describe('JSON', () => {
  test.each([
    ['on one line', JSON.stringify(completion)],
    ['over many lines', JSON.stringify(completion, null, 2)],
    ['with its end on a line of its own', JSON.stringify({ ...completion, usage: {} }).replace(/\}$/, '\n}')],
    ['after blank lines', `\n\n  ${JSON.stringify(completion)}\n\n`],
    ['over many lines with CRLF', JSON.stringify(completion, null, 2).replaceAll('\n', '\r\n')],
    ['over many lines with CR', JSON.stringify(completion, null, 2).replaceAll('\n', '\r')],
  ])('that is a whole answer %s is read, in one piece or many', async (_name, body) => {
    for (const source of [[body], Array.from(body), body.split(/(?=c)/)]) {
      const result = await readChat(pieces(...source))
      expect(messageOf(result)?.content).toBe('ab')
      expect(result.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: false, lostEvents: 0 })
      expect(result.warnings).toEqual([])
    }
  })

  test('that is a whole answer has its message, though an empty delta stands beside it', async () => {
    const choices = completion.choices.map((choice) => ({ ...choice, delta: { role: 'assistant', content: '' } }))
    const result = await read(JSON.stringify({ ...completion, object: 'chat.completion', choices }))
    expect(messageOf(result)?.content).toBe('ab')
    expect(result.ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
    const chunks = choices.map((choice) => ({ ...choice, delta: { content: 'b' } }))
    expect(messageOf(await read(JSON.stringify({ ...completion, object: 'chat.completion.chunk', choices: chunks })))?.content).toBe('b')
  })

  test('that is a whole answer is complete without a finish reason', async () => {
    const [choice] = completion.choices
    const body = { ...completion, choices: [{ ...choice, finish_reason: null }] }
    expect((await read(JSON.stringify(body))).ending).toMatchObject({ kind: 'complete', finishReason: null })
    expect((await read(json('ab'))).ending.kind).toBe('truncated')
    expect((await read(JSON.stringify({ ...completion, choices: [] }))).ending).toMatchObject({ error: { code: 'empty_response' } })
  })

  test.each(['\n', '\r\n', '\r', '\n\n \n'])('of one object a line is read as events, with a warning; lines end with %j', async (end) => {
    const body = ['a', 'b', 'c'].map((content) => json(content) + end).join('')
    for (const source of [body + json('', 'stop'), body + json('', 'stop') + end]) {
      for (const all of [[source], Array.from(source)]) {
        const result = await readChat(pieces(...all))
        expect(messageOf(result)?.content).toBe('abc')
        expect(result.ending).toMatchObject({ kind: 'complete', lostEvents: 0 })
        expect(result.warnings).toEqual([{ code: 'bare-json', message: 'JSON that came without "data:" was read all the same.' }])
      }
    }
  })

  test('of one object a line is given out as it comes', async () => {
    const result = await readOpen([`${json('a')}\n${json('b')}\n${json('c')}\n${json('d')}`])
    expect(messageOf(result)?.content).toBe('abc')
    expect(result.ending.kind).toBe('stalled')
  })

  test('of one object a line is no whole answer, and no line of it an error for being none', async () => {
    for (const lines of [
      ['  ', json('a'), '{"message":"note"}', json('', 'stop')],
      ['{"message":"note"}', json('a'), json('', 'stop')],
    ]) {
      const result = await read(lines.join('\n'))
      expect(messageOf(result)?.content).toBe('a')
      expect(result.ending.kind).toBe('complete')
      expect(codes(result)).toEqual(['bare-json'])
      expect(result.completion.extra).toEqual({ message: 'note' })
    }
  })

  test('of one object a line may hold [DONE], and lines that are lost', async () => {
    const result = await read([json('a'), 'x', json('b'), '[DONE]'].join('\n'))
    expect(messageOf(result)?.content).toBe('ab')
    expect(result.ending).toEqual({ kind: 'complete', finishReason: null, sawDone: true, lostEvents: 1 })
  })

  test('that events follow is read as one of them, fields of theirs that hold no data as such', async () => {
    const result = await read(`{"note":"x"}\nid: 1\nretry: 5\n: ping\n${text('a')}event: message\n${text('b')}${stop}${done}`)
    expect(messageOf(result)?.content).toBe('ab')
    expect(result.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 })
    expect(codes(result)).toEqual(['bare-json'])
    expect(errorOf(await read('{"note":"x"}\nevent: error\ndata: boom\n\n'))?.message).toContain('error: boom.')
  })

  test('that is a list of chunks is read, on one line or many', async () => {
    const list = [json('a'), json('b', 'stop')].map((chunkOfText) => JSON.parse(chunkOfText) as unknown)
    const [first, last] = [json('a'), json('b', 'stop')]
    const printed = [`[\n${first},\n${last}\n]`, `[${first}\n,${last}\n]`]
    for (const body of [JSON.stringify(list), JSON.stringify(list, null, 1), ...printed]) {
      const result = await read(body)
      expect(messageOf(result)?.content).toBe('ab')
      expect(codes(result)).toEqual(['bare-json', 'several-in-one'])
    }
  })

  test('in a string is read', async () => {
    expect(messageOf(await read(JSON.stringify(json('ab', 'stop'))))?.content).toBe('ab')
  })

  test('among events is read, unless the rule is off', async () => {
    const body = `${text('a')}${json('b')}\n\n${stop}`
    expect(messageOf(await read(body))?.content).toBe('ab')
    expect(codes(await read(body))).toEqual(['bare-json'])
    const among = await read(`${text('a').trim()}\n${json('b')}\n[DONE]\n`)
    expect([messageOf(among)?.content, among.ending]).toEqual([
      'ab',
      { kind: 'complete', finishReason: null, sawDone: true, lostEvents: 0 },
    ])
    const without = await read(body, { rules: { 'bare-json': false } })
    expect([messageOf(without)?.content, codes(without)]).toEqual(['a', []])
  })

  test.each([
    ['one object a line', [json('a'), json('b', 'stop')].join('\n')],
    ['a list', `[${json('a')},${json('b', 'stop')}]`],
    ['objects before events', `${json('a')}\n${json('b', 'stop')}\n${done}`],
  ])('of %s is no answer where the rule is off', async (_name, body) => {
    const result = await read(body, { rules: { 'bare-json': false } })
    expect(errorOf(result)).toMatchObject({ code: 'protocol' })
    expect(codes(result)).not.toContain('bare-json')
  })

  test('that is a whole answer, or an error, needs no rule', async () => {
    const rules = { 'bare-json': false }
    expect(messageOf(await read(JSON.stringify(completion), { rules }))?.content).toBe('ab')
    expect(errorOf(await read('{"error":"boom"}', { rules }))?.message).toContain('boom')
  })

  test.each(['{"choices":[', '{\n"choices":', '{"a":1}}', '['])('that is broken (%j) is no answer', async (body) => {
    const result = await read(body)
    expect(errorOf(result)).toMatchObject({ code: 'empty_response' })
    expect(codes(result)).toEqual([])
  })

  test.each([
    ['{"message":"boom"}', /error: boom\./],
    ['{\n"detail":"boom"\n}', /error: boom\./],
    ['{"error": {"message": "boom"}\n}', /error: boom\./],
    ['{"error":{"message":"boom"}}', /error: boom\./],
  ])('%j is an error', async (body, message) => {
    expect(errorOf(await read(body))).toMatchObject({ code: 'gateway', message: expect.stringMatching(message) as string })
  })

  test('without a word is an empty answer', async () => {
    expect(errorOf(await read('{}'))).toMatchObject({ code: 'empty_response', retryable: true })
    expect(errorOf(await read('{"a":{}}'))).toMatchObject({ code: 'empty_response' })
  })
})

describe('longer than it may be', () => {
  const limits = { eventChars: 8 }

  test.each([
    ['a line that does not end', ['data: 123456789'], 'An event of the answer is longer than 8 characters.'],
    ['a line in pieces', ['data: 12345', '6789'], 'An event of the answer is longer than 8 characters.'],
    ['an event of several lines', ['data: 12345\ndata: 678\n\n'], 'An event of the answer is longer than 8 characters.'],
    [
      'an event of several lines that does not end',
      ['data: 12345\n', 'data: 67890\n'],
      'An event of the answer is longer than 8 characters.',
    ],
    ['a line of JSON', ['{"a":1234567890'], 'An event of the answer is longer than 8 characters.'],
    ['JSON over many lines', ['{"a":\n', '12\n', '34\n'], 'An event of the answer is longer than 8 characters.'],
  ])('is %s, and is given up at once', async (_name, parts, message) => {
    const { ending } = await readOpen(parts, { limits })
    expect(ending).toMatchObject({ kind: 'failed', error: { code: 'limit', retryable: false } })
    expect(ending.kind === 'failed' && ending.error.message.startsWith(message)).toBe(true)
  })

  test.each([
    ['data: 12345678'],
    ['data: 1234', '5678'],
    ['data: 1234\ndata: 678\n\n'],
    ['{"a":\n', '123\n'],
    ['data: 12345678\n\n', 'data: 12345678\n\n'],
  ])('is not %j', async (...parts) => expect((await readOpen(parts, { limits })).ending.kind).toBe('stalled'))

  test('is a body of more bytes than allowed, and what came before is read', async () => {
    const parts = [text('ab'), text('cd')]
    const length = parts.join('').length
    for (const bodyBytes of [length, length - 1, text('ab').length]) {
      for (const all of [parts, [parts.join('')]]) {
        for (const source of [pieces(...all), pieces(...all.map((part) => new TextEncoder().encode(part)))]) {
          const result = await readChat(source, { limits: { bodyBytes } })
          expect(messageOf(result)?.content).toBe(bodyBytes === length ? 'abcd' : 'ab')
          if (bodyBytes === length) expect(result.ending.kind).toBe('truncated')
          else {
            expect(errorOf(result)?.code).toBe('limit')
            expect(errorOf(result)?.message).toContain(`The answer is larger than ${bodyBytes} bytes.`)
          }
        }
      }
    }
  })
})

describe('a line that ends', () => {
  test.each(['\n', '\r\n', '\r'])('with %j is whole wherever it is cut', async (end) => {
    const body =
      ['a', 'b'].map((content) => `data: {"choices":[{"delta":{"content":"${content}"}}]}${end}${end}`).join('') + `error: boom${end}`
    for (let cut = 0; cut <= body.length; cut++) {
      const result = await readChat(pieces(body.slice(0, cut), body.slice(cut)))
      expect(messageOf(result)?.content).toBe('ab')
      expect(errorOf(result)?.message).toContain('boom')
    }
    expect(errorOf(await readChat(pieces(...Array.from(`: x${end}${body}`))))?.message).toContain('boom')
  })

  test.each([
    [': x\nerr', 'or: boom\n\n'],
    [': x\rerr', 'or: boom\r\r'],
    [': x\n: y\rerr', 'or: boom\n\n'],
    [': x\r: y\nerr', 'or: boom\n\n'],
    ['er', 'ror', ': boom\n\n'],
    ['error: boom'],
  ])('cut as %j is one', async (...parts) => {
    expect(errorOf(await readChat(pieces(...parts)))?.message).toContain('error: boom.')
  })

  test('is given out at once, and an event with it', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const result = await readOpen([`data: ${json('a')}${end}${end}data: ${json('b')}${end}${end}: x`])
      expect(messageOf(result)?.content).toBe('ab')
    }
  })
})

test('an event that nothing ends is read at the end of the body', async () => {
  for (const end of ['', '\n', '\r', '\r\n']) expect(messageOf(await read(`data: ${json('ab', 'stop')}${end}`))?.content).toBe('ab')
  expect((await read(`${text('a')}data: [DONE]`)).ending).toMatchObject({ kind: 'complete', sawDone: true })
  expect((await read(`${text('a')}${done}data: x`)).ending).toMatchObject({ lostEvents: 0 })
  expect((await read(`${text('a')}${stop}data: {"cho`)).ending).toMatchObject({ kind: 'complete', lostEvents: 0 })
  expect((await read(`${text('a')}${data('{"cho')}`)).ending).toEqual({ kind: 'truncated' })
})
