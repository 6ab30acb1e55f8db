import { expect, test } from 'vitest'
import { Failures } from './Failures.ts'
import { inRounds, type InRounds } from './inRounds.ts'

const howTo = (failures: Failures, turns: string[]): InRounds<string, string> => ({
  rounds: 3,
  failures,
  nameOf: (entry) => entry,
  sitsOut: (entry, round) => entry === 'dear' && round > 0,
  sample(entry, round) {
    if (entry === 'broken' && round === 1) throw new Error('It broke.')
    return Promise.resolve(`${entry}${round}`)
  },
  onTurn: () => turns.push('turn'),
})

test('all have a turn in each round, but who sits it out, and another one is the first each time', async () => {
  const turns: string[] = []
  const sampled: string[] = []
  const all = howTo(new Failures(), turns)
  const found = await inRounds(['one', 'dear', 'other'], {
    ...all,
    sample: (entry, round) => {
      sampled.push(entry)
      return all.sample(entry, round)
    },
  })
  expect(sampled).toEqual(['one', 'dear', 'other', 'other', 'one', 'other', 'one'])
  expect(turns).toHaveLength(7)
  expect(found).toEqual([
    { entry: 'one', samples: ['one0', 'one1', 'one2'] },
    { entry: 'dear', samples: ['dear0'] },
    { entry: 'other', samples: ['other0', 'other1', 'other2'] },
  ])
})

test('who fails in one round has no figures of any', async () => {
  const failures = new Failures()
  const found = await inRounds(['one', 'broken'], howTo(failures, []))
  expect(found.map(({ entry }) => entry)).toEqual(['one'])
  expect(failures.all).toEqual([{ name: 'broken', why: 'It broke.' }])
})
