import { expect, test } from 'vitest'
import { readAllEvents } from './readAllEvents.fixture.js'
import { describeShared, readSseCases, type SseCase } from './shared.fixture.js'
import { byteByByte, expectSame, inThree, inTwo, SHORT_BYTES, type Cuts } from './splits.fixture.js'

const bytesOf = ({ inputHex }: SseCase) => new Uint8Array(Buffer.from(inputHex, 'hex'))

const expectSameCase = ({ events, retry, lastEventId }: SseCase, bytes: Uint8Array, ways: Iterable<Cuts>) =>
  expectSame({ events, retry, lastEventId }, bytes, ways, readAllEvents)

describeShared('event streams by the standard are read the same', () => {
  const cases = readSseCases()

  test.each(cases)('cut in two: $name', async (one) => {
    const bytes = bytesOf(one)
    expect(await expectSameCase(one, bytes, inTwo(bytes.length))).toBe(bytes.length + 1)
  })

  test.each(cases)('byte by byte: $name', async (one) => {
    const bytes = bytesOf(one)
    expect(await expectSameCase(one, bytes, byteByByte(bytes.length))).toBe(1)
  })

  test.each(cases.filter((one) => bytesOf(one).length < SHORT_BYTES))('cut in three: $name', async (one) => {
    const bytes = bytesOf(one)
    const places = bytes.length + 1
    expect(await expectSameCase(one, bytes, inThree(bytes.length))).toBe((places * (places + 1)) / 2)
  })
})
