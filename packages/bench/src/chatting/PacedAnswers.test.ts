import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { PacedAnswers } from './PacedAnswers.ts'
import { PATHS, WIRES, type Dialect } from './wires.ts'

const ANSWER = 'An answer that is a few tokens long.'

const answers = new PacedAnswers()
const server = createServer(answers.listen)
let origin = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
afterEach(() => void vi.restoreAllMocks())

test.each(Object.keys(PATHS) as Dialect[])(
  'an answer is written whole on the wire of %s, an event for each four characters',
  async (dialect) => {
    answers.prepare(ANSWER, 1000)
    const text = await (await fetch(`${origin}${PATHS[dialect]}`, { method: 'POST', body: '{}' })).text()
    const { before, delta, after } = WIRES[dialect]
    expect(text).toBe(before + Array.from({ length: 9 }, (_, at) => delta(ANSWER.slice(4 * at, 4 * at + 4))).join('') + after)
  },
)

test('when the last byte was written is told once it was', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  answers.prepare(ANSWER, 100)
  expect(answers.lengthMs).toBe(90)
  const response = await fetch(`${origin}${PATHS.openai}`, { method: 'POST' })
  expect(answers.endedAtMs).toBeNaN()
  now.mockReturnValue(90)
  expect(await response.text()).toContain('[DONE]')
  expect(answers.endedAtMs).toBeGreaterThan(0)
})

test('nothing is answered elsewhere', async () => {
  const response = await fetch(`${origin}/elsewhere`)
  expect(response.status).toBe(404)
  await response.text()
})

test('who leaves gets no more of it', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(0)
  answers.prepare(ANSWER, 10)
  const leaving = new AbortController()
  const response = await fetch(`${origin}${PATHS.openai}`, { signal: leaving.signal })
  leaving.abort()
  await expect(response.text()).rejects.toThrow()
  expect(answers.endedAtMs).toBeNaN()
})
