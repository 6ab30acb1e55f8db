import { createChatClient } from '@rivulet/core'
import { expect, it } from 'vitest'
import { createPlayer, fakeClock, gzip, parseRecording, split } from '../index.js'

it('is held, stepped and sought in a browser, with faults', async () => {
  const file = await fetch(new URL('../../recordings/inferex-cjk-emoji.stream.jsonl', import.meta.url))
  const clock = fakeClock()
  const player = createPlayer(parseRecording(await file.text()), { clock, faults: [gzip({ block: 300 }), split({ max: 5 })] })
  /** Lets all that is under way come to rest, without a moment passing. */
  const rest = async () => {
    for (let turn = 0; turn < 20; turn += 1) await clock.advance(0)
  }
  const converse = () => {
    const client = createChatClient({ baseURL: 'https://gateway.example/v1', fetch: player.fetch })
    return client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })
  }
  const first = converse()
  player.seek({ token: 37 })
  void first.result
  await rest()
  const at37 = first.completion.choices[0]?.message.content ?? ''
  player.step('token')
  await rest()
  expect(first.completion.choices[0]?.message.content).not.toBe(at37)

  player.seek({ token: 37 })
  const second = converse()
  void second.result
  await rest()
  expect(player.state).toMatchObject({ generation: 2, tokens: { played: 37 } })
  expect(second.completion.choices[0]?.message.content).toBe(at37)
  player.play()
  expect((await clock.until(second.result)).ending).toMatchObject({ kind: 'complete' })
})
