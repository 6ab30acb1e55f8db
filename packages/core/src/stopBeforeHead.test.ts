// A stop before the head of the answer cannot name the run by its id: the key that the request carried does.
import { expect, test } from 'vitest'
import { request } from './gateway.fixture.js'
import { createChatClient } from './index.js'
import { delta, done, draw, RUN_ID } from './relay.fixture.js'

const frames = [delta({ role: 'assistant', content: 'Hello' }, 'stop'), done]
const KEYED = { headers: { 'Idempotency-Key': 'turn-1' } }

/** A client whose requests for answers are answered with these, then never. What it sends is noted: path and key. */
function silent({ relay = true }: { relay?: boolean | undefined } = {}, ...answers: (() => Promise<Response>)[]) {
  const sent: string[] = []
  const client = createChatClient({
    baseURL: 'https://relay.example/v1',
    relay,
    fetch(url, init) {
      sent.push(`${new URL(url).pathname} ${new Headers(init.headers).get('idempotency-key')}`)
      if (url.endsWith('/runs/stop')) return Promise.resolve(Response.json({ state: 'stopped' }))
      const answer = answers.shift()
      if (answer) return answer()
      return new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)))
    },
  })
  return { client, sent }
}
const ASKED = '/v1/chat/completions turn-1'
const STOPPED = '/v1/runs/stop turn-1'
const answered = (headers: Record<string, string>) => () =>
  Promise.resolve(new Response(draw(frames), { headers: { 'content-type': 'text/event-stream', ...headers } }))

test.each(['stream', 'complete'] as const)('names the run by its key (%s)', async (how) => {
  const { client, sent } = silent()
  const abort = new AbortController()
  const options = { ...KEYED, signal: abort.signal }
  const result = how === 'stream' ? client.stream(request, options).result : client.complete(request, options)
  await expect.poll(() => sent.length).toBeGreaterThan(0)
  abort.abort()
  expect((await result).ending).toEqual({ kind: 'stopped' })
  await expect.poll(() => sent.length).toBeGreaterThan(1)
  expect(sent).toEqual([ASKED, STOPPED])
})

test('finds nothing where nothing was sent, where there is no key, and where the run is left', async () => {
  const { client, sent } = silent()
  await client.stream(request, KEYED).stop()
  await client.stream(request, { ...KEYED, signal: AbortSignal.abort() }).stop()
  expect(sent).toEqual([])
  const runs = [client.stream(request), client.stream(request, KEYED)]
  await expect.poll(() => sent).toHaveLength(2)
  await runs[0]?.stop()
  runs[1]?.detach()
  await runs[1]?.stop()
  expect(sent).toEqual(['/v1/chat/completions null', ASKED])
})

test('asks nothing where nothing says that there is a relay', async () => {
  const { client, sent } = silent({ relay: false })
  const run = client.stream(request, KEYED)
  await expect.poll(() => sent.length).toBeGreaterThan(0)
  await run.stop()
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  expect(sent).toEqual([ASKED])
})

test('stops what an attempt left behind whose connection broke', async () => {
  const { client, sent } = silent({}, () => Promise.reject(new TypeError('fetch failed')))
  const run = client.stream(request, { ...KEYED, onRetry: () => void run.stop() })
  expect((await run.result).ending).toEqual({ kind: 'stopped' })
  await run.stop()
  expect(sent).toEqual([ASKED, STOPPED])
})

test.each<[string, Record<string, string>, string[]]>([
  ['no relay is told nothing', {}, []],
  ['a relay is told', { 'x-rivulet-run': RUN_ID }, [STOPPED]],
  ['a relay whose runs cannot be resumed is told', { 'x-rivulet-resumable': 'false' }, [STOPPED]],
])('once a head has shown that it is %s', async (_name, head, stopped) => {
  const { client, sent } = silent({ relay: false }, answered(head))
  await client.stream(request, KEYED).result
  const run = client.stream(request, KEYED)
  await expect.poll(() => sent.length).toBeGreaterThan(1)
  await run.stop()
  expect(sent).toEqual([ASKED, ASKED, ...stopped])
})
