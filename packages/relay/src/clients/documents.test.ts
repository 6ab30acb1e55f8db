// What the gateways' documents tell people to run, with a relay in between: curl, and loops of their own.
import { spawn, spawnSync } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { serveRelay } from '../relay.fixture.js'
import { serveRelayedGateway } from './relayedGateway.fixture.js'

const hasCurl = spawnSync('curl', ['--version']).status === 0

function curl(...args: string[]) {
  const child = spawn('curl', ['-N', '--silent', '--show-error', '--include', ...args])
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exited, text: () => text, interrupt: () => child.kill('SIGINT') }
}

const headers = ['-H', 'x-user: ann', '-H', 'Content-Type: application/json']
const body = ['-d', '{"model":"fake","messages":[{"role":"user","content":"hi"}],"stream":true}']

// Skipped where there is no curl on the machine.
test.skipIf(!hasCurl)('curl -N prints each event as it comes, goes on where it left, and stops', async () => {
  const { baseURL, upstream } = await serveRelay()
  const first = curl(`${baseURL}/chat/completions`, ...headers, ...body)
  const call = (await upstream.next()).head()
  await expect.poll(first.text).toMatch(/^HTTP\/1\.1 200/)
  call.say('one ')
  await expect.poll(first.text).toContain('id: 1.1\ndata: {"id":"c"')
  expect(first.text()).not.toContain('"two "')
  call.say('two ')
  await expect.poll(first.text).toContain('id: 1.2\ndata: ')
  first.interrupt()
  await first.exited
  const [, id = ''] = /^x-rivulet-run: (\S+)\r$/im.exec(first.text()) ?? []

  call.say('three ')
  const second = curl(`${baseURL}/runs/${id}/events`, ...headers, '-H', 'Last-Event-ID: 1.1')
  await expect.poll(second.text).toContain('three')
  expect(second.text()).not.toContain('"one "')
  const stopped = curl('-X', 'POST', `${baseURL}/runs/${id}/stop`, ...headers)
  expect(await stopped.exited).toBe(0)
  expect(stopped.text()).toContain(`{"id":"${id}","object":"run","state":"stopped","epoch":2,"seq":4}`)
  expect(await second.exited).toBe(0)
  expect(second.text()).toMatch(/data: \[DONE\]\n\n$/)
  await call.closed
})

// The JavaScript of the five documents, as @rivulet/replay tests it against each gateway. Vitest runs the tests of an imported file as this file's own.
vi.mock('../../../replay/src/node/serveGateway.fixture.js', () => ({
  // Each document has another word in place of a key.
  serveGateway: async (gateway: object) => (await serveRelayedGateway(gateway, { authorize: () => 'ann' })).relayed,
}))

await import(new URL('../../../replay/src/node/documentLoops.test.ts', import.meta.url).href)
