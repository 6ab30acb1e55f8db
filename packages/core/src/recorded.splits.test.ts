import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readChat } from './index.js'
import { holds, isLong, propertyTimeout } from './properties.fixture.js'
import { describeShared, readRecordings } from './shared.fixture.js'
import { byteByByte, expectSame, inTwo } from './splits.fixture.js'

const SPLITS = isLong ? 200 : 50

describeShared('recordings of real gateways are read the same', () => {
  const recordings = readRecordings()

  test.each(recordings)('cut at random: $name', { timeout: propertyTimeout }, async ({ bytes }) => {
    const whole = await readChat(new Response(bytes))
    await holds(
      fc.array(fc.nat(bytes.length), { maxLength: 8 }),
      async (cuts) => void (await expectSame(whole, bytes, [cuts.toSorted((a, b) => a - b)], readChat)),
      { runs: SPLITS, longRuns: SPLITS },
    )
  })

  test.each(recordings)('byte by byte: $name', async ({ bytes }) => {
    expect(await expectSame(await readChat(new Response(bytes)), bytes, byteByByte(bytes.length), readChat)).toBe(1)
  })

  describe.runIf(isLong)('in every way', () => {
    test.each(recordings)('cut in two: $name', { timeout: propertyTimeout }, async ({ bytes }) => {
      expect(await expectSame(await readChat(new Response(bytes)), bytes, inTwo(bytes.length), readChat)).toBe(bytes.length + 1)
    })
  })
})
