import { copyFileSync } from 'node:fs'
import { createChatClient } from '@rivulet/core'
import { expect, it, vi } from 'vitest'
import { folderWith, libraryFile, runCli, startCli } from './cli.fixture.js'

const NAMES = [
  'inferex-unauthorized',
  'infery-usage-credits',
  'infinityblue-parallel-tools',
  'infinityblue-tool-loop',
  'sovereigneg-refusal',
]

/** The base URL of a gateway that the command line serves on a free port. */
async function served(names: readonly string[], ...more: string[]) {
  const folder = folderWith()
  for (const name of names) copyFileSync(libraryFile(name), folder.file(`${name}.stream.jsonl`))
  const cli = startCli(['serve', folder.path, '--port', '0', '--speed', 'instant', ...more])
  await vi.waitUntil(() => cli.out.stdout.endsWith('\n'), { timeout: 20_000 })
  return { cli, baseURL: cli.out.stdout.trim() }
}

it('answers with the recording that is named, else the one closest to the prompt, else the next', async () => {
  const { cli, baseURL } = await served(NAMES)
  expect(baseURL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
  const client = createChatClient({ baseURL, retry: { maxRetries: 0 } })
  const ask = (model: string, prompt: string, headers: Record<string, string> = {}) =>
    client.stream({ model, messages: [{ role: 'user', content: prompt }] }, { headers }).result

  expect((await client.models()).map(({ id }) => id)).toEqual(NAMES)
  expect((await ask('any', '?', { 'x-rivulet-recording': 'sovereigneg-refusal' })).completion.choices[0]?.message.refusal).toBeTruthy()
  expect((await ask('infery-usage-credits', '?')).cost).toEqual({ amount: expect.any(Number), unit: 'credits' })
  const tools = await ask('any', 'Call two tools, please')
  expect(tools.ending.kind).toBe('complete')
  const turns = []
  for (const _ of NAMES) turns.push((await ask('any', '')).ending.kind)
  expect(turns.filter((kind) => kind === 'failed')).toHaveLength(1)
  expect((await ask('any', '?', { 'x-rivulet-recording': 'nothing' })).ending).toMatchObject({ kind: 'failed', error: { status: 404 } })

  const told = [
    ': sovereigneg-refusal (by its name)\n',
    ': infery-usage-credits (by the model)\n',
    ...NAMES.map((name) => `: ${name} (in turn)\n`),
  ]
  for (const line of told) await expect.poll(() => cli.out.stderr).toContain(line)

  cli.process.kill('SIGINT')
  expect((await cli.ended).code).toBe(0)
})

it('finds the closest prompt', async () => {
  const { cli, baseURL } = await served(['inferex-prose', 'sovereigneg-refusal', 'inferex-truncated'])
  const client = createChatClient({ baseURL })
  const { ending } = await client.stream({ model: 'any', messages: [{ role: 'user', content: 'send me a truncated answer' }] }).result
  expect(ending.kind).toBe('truncated')
  await expect.poll(() => cli.out.stderr).toContain(': inferex-truncated (by the prompt)\n')
})

it('of recordings of the same prompt, one that begins with a failure comes last', async () => {
  const { cli, baseURL } = await served(['inferex-unauthorized', 'infery-usage-credits'])
  const client = createChatClient({ baseURL, retry: { maxRetries: 0 } })
  const ask = (content: string) => client.stream({ model: 'any', messages: [{ role: 'user', content }] }).result
  const { ending } = await ask('Write a haiku about rain')
  expect(ending.kind).toBe('complete')
  await expect.poll(() => cli.out.stderr).toContain(': infery-usage-credits (by the prompt)\n')
})

it('answers each step of a conversation with its exchange', async () => {
  const { baseURL } = await served(NAMES)
  const client = createChatClient({ baseURL })
  const user = { role: 'user' as const, content: 'x' }
  const ask = (messages: number) =>
    client.stream({ model: 'infinityblue-tool-loop', messages: Array.from({ length: messages }, () => user) }).result
  const reasons = []
  for (const messages of [1, 3, 5, 1, 3, 5]) reasons.push((await ask(messages)).completion.choices[0]?.finish_reason)
  expect(reasons).toEqual(['tool_calls', 'tool_calls', 'stop', 'tool_calls', 'tool_calls', 'stop'])
})

it('answers pages of any origin, and refuses what it does not have', async () => {
  const { baseURL } = await served(NAMES)
  const preflight = await fetch(`${baseURL}/chat/completions`, {
    method: 'OPTIONS',
    headers: { 'access-control-request-headers': 'x-rivulet-recording' },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'x-rivulet-recording'])
  const statuses = await Promise.all(
    [fetch(`${baseURL}/files`), fetch(`${baseURL}/chat/completions`), fetch(`${baseURL}/models`, { method: 'POST' })].map(
      async (response) => (await response).status,
    ),
  )
  expect(statuses).toEqual([404, 405, 405])
  const answer = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    body: 'no JSON',
    headers: { 'x-rivulet-recording': NAMES[1] ?? '' },
  })
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(await answer.text()).toMatch(/data: \[DONE\]\s*$/)
})

it('without a folder the gateway is emulated, and lets in who has no key', async () => {
  const cli = startCli(['serve', '--port', '0', '--speed', 'instant'])
  await vi.waitUntil(() => cli.out.stdout.endsWith('\n'), { timeout: 20_000 })
  const baseURL = cli.out.stdout.trim()
  const answerTo = async (prompt: string, apiKey?: string) => {
    const client = createChatClient({ baseURL, apiKey })
    const { ending, completion } = await client.stream({ model: 'default', messages: [{ role: 'user', content: prompt }] }).result
    expect(ending.kind).toBe('complete')
    return completion.choices[0]?.message.content
  }
  expect(await answerTo('Write a haiku')).toContain('the river speaks')
  expect(await answerTo('Hello', 'any')).toContain('A word in your message picks the answer')
  expect((await createChatClient({ baseURL }).models()).length).toBeGreaterThan(0)
  await expect.poll(() => cli.out.stderr).toMatch(/: haiku, complete, \d+ tokens\n/)
})

it('goes on serving where nobody reads what it tells of its answers', async () => {
  const cli = startCli(['serve', '--port', '0', '--speed', 'instant'])
  await vi.waitUntil(() => cli.out.stdout.endsWith('\n'), { timeout: 20_000 })
  const baseURL = cli.out.stdout.trim()
  cli.process.stderr?.destroy()
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'haiku' }] })
  for (let time = 0; time < 4; time += 1) {
    const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body })
    expect(await response.text()).toContain('river')
  }
  cli.process.kill('SIGINT')
  expect((await cli.ended).code).toBe(0)
})

it('the emulated gateway meters no more than what was read before its reader left', async () => {
  const cli = startCli(['serve', '--port', '0', '--speed', '4'])
  await vi.waitUntil(() => cli.out.stdout.endsWith('\n'), { timeout: 20_000 })
  const client = createChatClient({ baseURL: cli.out.stdout.trim() })
  const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: 'Write a giant answer' }] })
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
  await stream.stop()
  await vi.waitUntil(() => cli.out.stderr.includes(': giant, disconnected, '), { timeout: 20_000 })
})

it('serves faults', async () => {
  const { baseURL } = await served(['infery-usage-credits'], '--faults', 'gzip,split:max=3')
  const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', body: '{}' })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.text()).toMatch(/data: \[DONE\]\s*$/)
})

function answersOf(json = ''): readonly object[] {
  return (JSON.parse(json) as { readonly answers: readonly object[] }).answers
}

it('is recorded again as it was, but for its times', async () => {
  const { baseURL } = await served(['infery-usage-credits'])
  const folder = folderWith()
  const args = ['record', '--base-url', baseURL, '--model', 'm', '--prompt', 'x', '--out', folder.file('again.stream.jsonl')]
  const { code, stderr } = await runCli(args)
  expect(code, stderr).toBe(0)
  const [again, before] = await Promise.all(
    [folder.file('again.stream.jsonl'), libraryFile('infery-usage-credits')].map((file) => runCli(['play', file, '--json'])),
  )
  expect(answersOf(again?.stdout)).toEqual(answersOf(before?.stdout))
})
