import { readdirSync, readFileSync } from 'node:fs'
import { readChat } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { parseRecording, replay } from './index.js'
import { makeRecording } from './makeRecording.fixture.js'
import { RECORDINGS } from './recordings.js'

const folder = new URL('../recordings/', import.meta.url)
const committed = (name: string) => readFileSync(new URL(`${name}.stream.jsonl`, folder), 'utf8')

it('are all that is in the folder', () => {
  expect(readdirSync(folder).toSorted()).toEqual(RECORDINGS.map(({ name }) => `${name}.stream.jsonl`).toSorted())
})

describe.each(RECORDINGS)('$name', (scenario) => {
  it('is what the recorder makes of the gateway today: if not, run `pnpm --filter @rivulet/replay record`', async () => {
    expect(await makeRecording(scenario)).toBe(committed(scenario.name))
  })

  it('holds no key', () => {
    expect(committed(scenario.name)).not.toContain(`key-of-${scenario.name}`)
  })
})

it.each([
  ['inferex-prose', 'complete'],
  ['infery-tool-call', 'complete'],
  ['tokenhub-sample', 'complete'],
  ['infery-error-after-tokens', 'failed'],
  ['inferex-truncated', 'truncated'],
])('%s replays to its ending: %s', async (name, kind) => {
  const fetch = replay(parseRecording(committed(name)), { speed: Number.POSITIVE_INFINITY })
  expect((await readChat(await fetch('https://gateway.example/v1/chat/completions'))).ending.kind).toBe(kind)
})
