import { expect, test } from 'vitest'
import { readChat, type ChatSource } from './index.js'
import { describeShared, readQuirks, type Quirk } from './shared.fixture.js'
import { byteByByte, expectSame, inThree, inThreeSampled, inTwo, SHORT_BYTES, type Cuts } from './splits.fixture.js'

const lengthOf = ({ body }: Quirk) => new TextEncoder().encode(body).length

/** Only a page needs its content type to be known for one. */
function toSource({ contentType }: Quirk, pieces: AsyncIterable<Uint8Array>): ChatSource {
  if (contentType !== 'text/html') return pieces
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      for await (const piece of pieces) controller.enqueue(new Uint8Array(piece))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': contentType } })
}

async function expectSameQuirk(quirk: Quirk, ways: (length: number) => Iterable<Cuts>): Promise<number> {
  const whole = await readChat(new Response(quirk.body, { headers: { 'content-type': quirk.contentType } }))
  const bytes = new TextEncoder().encode(quirk.body)
  return expectSame(whole, bytes, ways(bytes.length), (pieces) => readChat(toSource(quirk, pieces)))
}

describeShared('the catalogue of peculiarities is read the same', () => {
  const quirks = readQuirks()

  test.each(quirks)('cut in two: $name', async (quirk) => {
    expect(await expectSameQuirk(quirk, inTwo)).toBe(lengthOf(quirk) + 1)
  })

  test.each(quirks)('byte by byte: $name', async (quirk) => {
    expect(await expectSameQuirk(quirk, byteByByte)).toBe(1)
  })

  const short = quirks.filter((quirk) => lengthOf(quirk) < SHORT_BYTES)

  test.each(short)('cut in three, in some ways: $name', async (quirk) => {
    expect(await expectSameQuirk(quirk, inThreeSampled)).toBeGreaterThan(lengthOf(quirk) * 2)
  })

  // Half a million reads.
  test.runIf(process.env['LONG_SUITE']).each(short)('cut in three: $name', { timeout: 120_000 }, async (quirk) => {
    const places = lengthOf(quirk) + 1
    expect(await expectSameQuirk(quirk, inThree)).toBe((places * (places + 1)) / 2)
  })
})
