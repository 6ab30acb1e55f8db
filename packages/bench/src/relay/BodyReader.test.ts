import { expect, test } from 'vitest'
import { BodyReader } from './BodyReader.ts'

const BODY = ['data: {"n":10}\n\n', 'data: {"n"', ':11}\n\n', '\r\n', 'x'.repeat(300)]
const BYTES = `${BODY.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`

test.each([1, 2, 3, 7, 100, 10_000])('a body is whole without its frames, in pieces of %d', (size) => {
  const reader = new BodyReader()
  let body = ''
  for (let at = 0; at < BYTES.length; at += size) {
    // The end is there with the line of the empty chunk.
    expect(reader.isEnd).toBe(at >= BYTES.length - '\r\n'.length)
    body += reader.take(BYTES.slice(at, at + size))
    expect(reader.length).toBe(body.length)
  }
  expect(body).toBe(BODY.join(''))
  expect(reader.isEnd).toBe(true)
})
