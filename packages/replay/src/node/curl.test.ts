import { spawn, spawnSync } from 'node:child_process'
import { expect, it, onTestFinished } from 'vitest'
import { createGateway, DIALECTS, fakeClock } from '../index.js'
import { serve } from '../node.js'

const hasCurl = spawnSync('curl', ['--version']).status === 0

/** The command of sovereigneg's document: its flags, its headers, its body. */
function curl(baseURL: string, content: string) {
  const child = spawn('curl', [
    '-N',
    '--silent',
    `${baseURL}/chat/completions`,
    '-H',
    'Authorization: Bearer sk-...',
    '-H',
    'Content-Type: application/json',
    '-d',
    JSON.stringify({ model: '...', messages: [{ role: 'user', content }], stream: true }),
  ])
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exited, text: () => text }
}

// Skipped where there is no curl on the machine.
it.skipIf(!hasCurl).each(DIALECTS)('curl -N prints the events of %s as they come', async (dialect) => {
  const clock = fakeClock()
  const gateway = createGateway({ dialect, clock, timeToFirstTokenMs: 100, tokensPerSecond: 10 })
  let answers = 0
  const server = await serve(async (request) => {
    const answer = await gateway(request)
    answers += 1
    return answer
  })
  onTestFinished(() => server.close())
  const { exited, text } = curl(`${server.url}/v1`, 'haiku')
  await expect.poll(() => answers).toBe(1)
  // As far as the first token, and no further however long that is on its way.
  await clock.advance(100)
  await expect.poll(text).toContain('"content":"Pack')
  expect(text()).not.toContain('[DONE]')
  await clock.advance(10_000)
  await expect.poll(text).toContain('data: [DONE]\n\n')
  expect(await exited).toBe(0)
  const lines = text().split('\n')
  expect(lines.filter((line) => line !== '').every((line) => line.startsWith('data: '))).toBe(true)
  const contents = [...text().matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, json]) => JSON.parse(json!) as string)
  expect(contents.join('')).toBe('Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.')
})
