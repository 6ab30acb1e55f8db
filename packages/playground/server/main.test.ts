import { createServer } from 'node:net'
import { createGateway } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'
import { expect, onTestFinished, test } from 'vitest'
import { EMULATED_GATEWAYS, gatewayPath } from '../src/gateway/gateways.ts'
import { openBrowser, openPage, send, settledAnswer } from './testing/openBrowser.ts'
import { freePort, runPlayground, spawnPlayground } from './testing/spawnPlayground.ts'
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
  const port = await freePort()
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

test('mounts every gateway that it offers, and only lets its own page use them from a browser', async () => {
  const asked: string[] = []
  const gateway = createGateway({ apiKey: 'sk-test' })
  const upstream = await serve((request) => {
    asked.push(request.url)
    return gateway(request)
  })
  const playground = await spawnPlayground(['--port', '0'], { OPENAI_BASE_URL: `${upstream.url}/v1`, OPENAI_API_KEY: 'sk-test' })
  const models = async (id: string, headers: Record<string, string>) =>
    (await fetch(new URL(`${gatewayPath(id)}/models`, playground.url), { headers: { authorization: 'Bearer any', ...headers } })).status

  const ids = ['upstream', ...EMULATED_GATEWAYS.map(({ id }) => id)]
  const own = [{}, { origin: new URL(playground.url).origin, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]
  for (const headers of own) expect(await Promise.all(ids.map((id) => models(id, headers)))).toEqual(ids.map(() => 200))
  expect(asked).toHaveLength(own.length)

  const foreign = [
    { origin: 'https://elsewhere.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) expect(await Promise.all(ids.map((id) => models(id, headers)))).toEqual(ids.map(() => 403))
  expect(asked).toHaveLength(own.length)

  for (const id of ['elsewhere', 'constructor', 'toString', '__proto__']) expect(await models(id, {})).toBe(404)

  expect(await playground.stop()).toBe(0)
  await upstream.close()
})

test('says so when a request is too long', async () => {
  const upstream = await serve(createGateway({ apiKey: 'sk-test' }))
  const playground = await spawnPlayground(['--port', '0'], { OPENAI_BASE_URL: `${upstream.url}/v1`, OPENAI_API_KEY: 'sk-test' })
  for (const id of ['upstream', 'infery']) {
    const answer = await fetch(new URL(`${gatewayPath(id)}/chat/completions`, playground.url), {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: new Uint8Array(32 * 1024 * 1024 + 1),
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({
      error: { code: 'request_too_large', message: expect.stringContaining(String(32 * 1024 * 1024)) },
    })
  }
  expect(await playground.stop()).toBe(0)
  await upstream.close()
})

test('from its sources, too, the page shows an answer with code, and its console is silent', async () => {
  const [browser, playground] = await Promise.all([openBrowser(), spawnPlayground(['--port', '0'], {}, [])])
  onTestFinished(async () => {
    await browser.close()
    await playground.stop()
  })
  const { page, complaints } = await openPage(browser, playground.url)
  await send(page, 'Explain streaming in long markdown')
  await page.getByRole('heading', { name: 'What is on the wire' }).waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await settledAnswer(page).locator('.rivulet-codeblock, .rivulet-ending').first().waitFor()
  expect(complaints).toEqual([])
})
