import { expect, test } from 'vitest'
import { data, messageOf, read, readChunks, stop, text } from './answers.fixture.js'

const options = { rules: { 'think-tags': true } }

/** Text and reasoning of contents, one a chunk. */
async function split(...contents: string[]): Promise<[content: string | null | undefined, reasoning: string | undefined]> {
  const message = messageOf(await read(contents.map(text).join('') + stop, options))
  return [message?.content, message?.reasoning_content]
}

test.each([
  ['<think>why</think>so', 'so', 'why'],
  ['\n <think>why</think>\n\n so ', 'so ', 'why'],
  ['<think></think>so', 'so', undefined],
  ['<think>why', '', 'why'],
  ['<think>why</thi', '', 'why</thi'],
  ['<think>a < b </b></think>so', 'so', 'a < b </b>'],
  ['<think>why</think></think>', '</think>', 'why'],
  ['<think>why</think>so <think>no</think>', 'so <think>no</think>', 'why'],
  ['so <think>no</think>', 'so <think>no</think>', undefined],
  ['<thinking>so', '<thinking>so', undefined],
  ['<thi', '<thi', undefined],
  ['<b>', '<b>', undefined],
  [' ', ' ', undefined],
  [' so', ' so', undefined],
  ['<think>', '', undefined],
])('%j has the text %j and the reasoning %j, in one piece, in two or in single characters', async (content, expected, reasoning) => {
  expect(await split(content)).toEqual([expected, reasoning])
  for (let cut = 1; cut < content.length; cut++)
    expect(await split(content.slice(0, cut), content.slice(cut))).toEqual([expected, reasoning])
  expect(await split(...Array.from(content))).toEqual([expected, reasoning])
})

test('only what may become a tag waits', async () => {
  const contents = ['<thi', 'nk>wh', 'y</th', 'ing</', 'think>', '\n', '\nso', '\n', '<th']
  const deltas = (await readChunks(contents.map(text).join('') + stop, options)).map(({ choices }) => choices[0]?.delta)
  expect(deltas).toEqual([
    { content: '' },
    { content: '', reasoning_content: 'wh' },
    { content: '', reasoning_content: 'y' },
    { content: '', reasoning_content: '</thing' },
    { content: '' },
    { content: '' },
    { content: 'so' },
    { content: '\n' },
    { content: '<th' },
    {},
  ])
})

const event = (index: number, delta: object) => data({ choices: [{ index, delta, finish_reason: 'stop' }] })

test('a tag splits each choice apart, and not what a gateway has split', async () => {
  const body =
    event(0, { content: '<think>a' }) + event(1, { content: 'x<think>' }) + event(0, { content: '</think>b', reasoning_content: 'c' })
  const { completion } = await read(body, options)
  expect(completion.choices.map(({ message }) => [message.content, message.reasoning_content])).toEqual([
    ['b', 'ac'],
    ['x<think>', undefined],
  ])
})
