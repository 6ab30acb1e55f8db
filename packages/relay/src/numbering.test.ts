// What counts in the numbers of a run, as docs/protocol.md tells it.
import { expect, test } from 'vitest'
import { runIdOf, serveRelay } from './relay.fixture.js'

/** The blocks of a stream that carry more than comments. */
const blocksOf = async (response: Response) => (await response.text()).split('\n\n').filter((block) => /^[^:]/.test(block))
const ids = (blocks: readonly string[]) => blocks.map((block) => /^id: (.*)/.exec(block)?.[1])

test('an event without words and a line that belongs to no event count; comments and blocks without data do not', async () => {
  const { upstream, post } = await serveRelay()
  const asked = post()
  const call = (await upstream.next()).head()
  call.write(': note\n\nevent: named\n\nid: 7\n\nretry: 5\n\nevent: named\ndata: {"a":1}\n\nevent: rivulet.reset\ndata: {}\n\n')
  call.write('data\n\nerror: out of memory\n\ndata: {"b":2}\n\n').end('data: [DONE]\n\n')
  expect(await blocksOf(await asked)).toEqual([
    'id: 1.1\nevent: named\ndata: {"a":1}',
    'id: 1.2\ndata: ',
    'id: 1.3\nerror: out of memory',
    'id: 1.4\ndata: {"b":2}',
    'id: 1.5\ndata: [DONE]',
  ])
})

test('a run that was asked for whole has its reply as one event, and an end', async () => {
  const { upstream, post, get } = await serveRelay()
  const asked = post({ stream: false })
  const reply = '{\n  "id": "c",\n  "choices": []\n}'
  ;(await upstream.next()).head(200, { 'content-type': 'application/json' }).end(reply)
  const response = await asked
  expect(await response.text()).toBe(reply)
  const path = `runs/${runIdOf(response)}`
  const data = reply.replaceAll('\n', '\ndata: ')
  expect(await blocksOf(await get(`${path}/events`))).toEqual([`id: 1.1\ndata: ${data}`, 'id: 1.2\ndata: [DONE]'])
  expect(await blocksOf(await get(`${path}/events`, { 'last-event-id': '1.2' }))).toEqual(['data: [DONE]'])
  expect(await (await get(path)).json()).toMatchObject({ state: 'done', seq: 2 })
})

test('of a stopped run the notice has the id of the end, and a reset has none', async () => {
  const { upstream, post, get, stop } = await serveRelay()
  const [response] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a'))])
  const id = runIdOf(response)
  await stop(id)
  expect(ids(await blocksOf(response))).toEqual(['1.1', '2.2', undefined])
  expect(ids(await blocksOf(await get(`runs/${id}/events`, { 'last-event-id': '1.9' })))).toEqual([undefined, '1.1', '2.2', undefined])
  const again = await blocksOf(await get(`runs/${id}/events`, { 'last-event-id': '2.2' }))
  expect(again).toEqual([expect.stringContaining('"state":"stopped"'), 'data: [DONE]'])
  expect(ids(again)).toEqual([undefined, undefined])
})
