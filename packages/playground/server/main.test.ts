import { createServer } from 'node:net'
import { createGateway } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'
import { expect, test } from 'vitest'
import { EMULATED_GATEWAYS, gatewayPath } from '../src/gateways.ts'
import { runPlayground, spawnPlayground } from './testing/spawnPlayground.ts'
import { listenOnFreePort } from './listen.ts'

test('prints its options', async () => {
  const { code, stdout } = await runPlayground(['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('--port N')
})

test('refuses a port that is none with one line and exit code 2', async () => {
  const { code, stdout, stderr } = await runPlayground(['--port', 'eighty'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe("rivulet: --port takes a whole number from 0 to 65535, not 'eighty'.\n")
})

test('listens where it is told, answers, and ends with connections open', async () => {
  const probe = createServer()
  const port = await listenOnFreePort(probe, 0, 'localhost')
  await new Promise((resolve) => probe.close(resolve))

  const playground = await spawnPlayground(['--port', String(port)])
  expect(playground.port).toBe(port)
  expect(playground.output()).toBe(`Rivulet playground: http://localhost:${port}/  (stop with Ctrl+C)\n`)

  const page = await fetch(playground.url)
  expect(await page.text()).toContain('<title>Rivulet playground</title>')
  const stream = await fetch(new URL('/gateways/infery/v1/chat/completions', playground.url), {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'default', stream: true, messages: [{ role: 'user', content: 'markdown' }] }),
  })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(await playground.stop('SIGTERM')).toBe(0)
  await expect(stream.text()).rejects.toThrow()
})

test('takes the next port when one is busy, and says so', async () => {
  const busy = createServer()
  const port = await listenOnFreePort(busy, 0, '127.0.0.1')
  const playground = await spawnPlayground(['--port', String(port)])
  expect(playground.port).toBeGreaterThan(port)
  expect(playground.output()).toContain(`Port ${port} is busy, so ${playground.port} it is.`)
  expect(await playground.stop()).toBe(0)
  await new Promise((resolve) => busy.close(resolve))
})

test('mounts every gateway that it offers, and only lets its own page use one of yours', async () => {
  const upstream = await serve(createGateway({ apiKey: 'sk-test' }))
  const playground = await spawnPlayground(['--port', '0'], { OPENAI_BASE_URL: `${upstream.url}/v1`, OPENAI_API_KEY: 'sk-test' })
  const models = (id: string, headers: Record<string, string>) => fetch(new URL(`${gatewayPath(id)}/models`, playground.url), { headers })

  const statuses = await Promise.all(EMULATED_GATEWAYS.map(async ({ id }) => (await models(id, { authorization: 'Bearer any' })).status))
  expect(statuses).toEqual(EMULATED_GATEWAYS.map(() => 200))
  expect((await models('elsewhere', {})).status).toBe(404)

  expect((await models('upstream', {})).status).toBe(200)
  expect((await models('upstream', { origin: new URL(playground.url).origin })).status).toBe(200)
  expect((await models('upstream', { origin: 'https://elsewhere.test' })).status).toBe(403)
  expect((await models('upstream', { origin: 'null' })).status).toBe(403)

  expect(await playground.stop()).toBe(0)
  await upstream.close()
})
