import { expect, it } from 'vitest'
import { figuresOf, parseRecording } from './index.js'

const request = '[10,1,"request",{"method":"POST","url":"https://gateway.example/v1/chat/completions","headers":{},"body":null}]'
const head = '[60,1,"response",{"status":200,"headers":{"content-type":"text/event-stream"}}]'
const chunk = (text: string) => JSON.stringify(`data: {"choices":[{"delta":{"content":"${text}"}}]}\n\n`)

const figures = (...lines: string[]) => figuresOf(parseRecording(['{"rivulet":1}', ...lines].join('\n')))

it('counts what came and when, from the request on', async () => {
  const done = JSON.stringify('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
  const text = `[100,1,"data","data: {\\"choices\\":[{\\"delta\\":{\\"role\\":\\"assistant\\"}}]}\\n\\n"]`
  expect(await figures(request, head, text, `[200,1,"data",${chunk('Hé')}]`, `[900,1,"data",${done}]`, '[910,1,"end","eof"]')).toEqual({
    exchanges: [expect.objectContaining({ status: 200, requestedAtMs: 10, durationMs: 900, firstTokenMs: 190 })],
    durationMs: 910,
    firstTokenMs: 200,
    longestSilenceMs: 700,
    reads: 3,
    bytes: expect.any(Number),
    tokens: 1,
    ending: 'complete',
    finishReason: 'stop',
    errorCode: undefined,
  })
})

it('counts bytes and not letters', async () => {
  const { bytes, tokens } = await figures(request, head, '[61,1,"data",": é\\n\\n"]', '[62,1,"bytes","8J8="]')
  expect([bytes, tokens]).toEqual([8, 0])
})

it('takes the tokens from the usage where there is one', async () => {
  const usage = JSON.stringify('data: {"choices":[],"usage":{"completion_tokens":7}}\n\ndata: [DONE]\n\n')
  expect(await figures(request, head, `[70,1,"data",${chunk('Hi')}]`, `[80,1,"data",${usage}]`, '[80,1,"end","eof"]')).toMatchObject({
    tokens: 7,
  })
})

it.each([
  ['truncated', { ending: 'truncated' }, [head, `[70,1,"data",${chunk('Hi')}]`, '[80,1,"end","eof"]']],
  ['broken', { ending: 'failed', errorCode: 'network' }, [head, `[70,1,"data",${chunk('Hi')}]`, '[80,1,"end","error"]']],
  ['without a response', { ending: 'failed', errorCode: 'network', tokens: 0 }, ['[80,1,"end","error"]']],
  [
    'left',
    { ending: 'left', errorCode: undefined, longestSilenceMs: 5000 },
    [head, `[70,1,"data",${chunk('Hi')}]`, '[5070,1,"end","abort"]'],
  ],
  ['left before the response', { ending: 'left', errorCode: undefined }, ['[80,1,"end","abort"]']],
  ['cut off while it was written', { ending: 'left' }, [head]],
  ['without a body', { ending: 'failed', bytes: 0 }, ['[60,1,"response",{"status":204,"headers":{}}]', '[60,1,"end","eof"]']],
])('tells an answer that is %s', async (_how, expected, lines) => {
  expect(await figures(request, ...lines)).toMatchObject(expected)
})

it('gives nothing for a recording of nothing', async () => {
  expect(await figures()).toMatchObject({ exchanges: [], durationMs: 0, reads: 0, ending: 'left' })
})
