import { spawn, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { DIALECTS, fakeClock } from '../index.js'
import { serveGateway } from './serveGateway.fixture.js'

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
  const { exited, text } = curl(await serveGateway({ dialect, clock, timeToFirstTokenMs: 100, tokensPerSecond: 10 }), 'haiku')
  const until = async (what: string) => {
    while (!text().includes(what)) {
      await clock.advance(10)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  await until('"content":"Pack')
  expect(text()).not.toContain('[DONE]')
  await until('data: [DONE]\n\n')
  expect(await exited).toBe(0)
  const lines = text().split('\n')
  expect(lines.filter((line) => line !== '').every((line) => line.startsWith('data: '))).toBe(true)
  const contents = [...text().matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, json]) => JSON.parse(json!) as string)
  expect(contents.join('')).toBe('Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.')
})
