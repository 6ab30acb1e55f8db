import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { FAULTS } from '../faults/faults.js'
import { formatFaults, parseFaults } from '../faults/parseFaults.js'
import { formatAddress, parseAddress, type StreamAddress } from './streamAddress.js'

const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200) }
const count = fc.nat({ max: 100_000 })
const moment = fc.oneof(
  fc.constantFrom('waiting' as const, 'end' as const, 'live' as const),
  fc.oneof(
    count.map((ms) => ({ ms })),
    count.map((read) => ({ read })),
    count.map((event) => ({ event })),
    count.map((token) => ({ token })),
  ),
)
const faults = fc
  .array(fc.tuple(fc.constantFrom(...FAULTS), fc.string({ unit: 'binary' })), { maxLength: 3 })
  .map((chosen) =>
    formatFaults(chosen.map(([kind, text]) => kind.make('text' in kind.params ? { text } : 'at' in kind.params ? { at: '50%' } : {}))),
  )
const address: fc.Arbitrary<StreamAddress> = fc.record(
  { moment, speed: fc.constantFrom(0.1, 0.25, 1, 2.5, 100, Infinity), loop: fc.boolean(), faults },
  { requiredKeys: [] },
)

test('an address says again what it was made of', () => {
  fc.assert(
    fc.property(address, (chosen) => {
      expect(parseAddress(formatAddress(chosen))).toEqual(chosen)
    }),
    runs,
  )
})

test('nothing in it means something in the address of a page', () => {
  fc.assert(
    fc.property(address, (chosen) => {
      const text = formatAddress(chosen)
      expect(new URLSearchParams(`id=a&stream=${text}&viewMode=story`).get('stream')).toBe(text)
      expect(new URL(`http://x/?stream=${text}`).search.slice('?stream='.length)).toBe(text)
    }),
    runs,
  )
})

describe('a text by hand', () => {
  it.each([
    ['token:37', { moment: { token: 37 } }],
    ['share:0.4;speed:instant', { moment: 0.4, speed: Infinity }],
    [
      'ms:1200;speed:2;loop;faults:cut:at=120,split:max=1:seed=7',
      { moment: { ms: 1200 }, speed: 2, loop: true, faults: 'cut:at=120,split:max=1:seed=7' },
    ],
    ['once;faults:', { loop: false, faults: '' }],
    ['', {}],
    ['token:-1;speed:0;speed:1000;speed:fast;colour:red;token', {}],
    ['faults:stall:at=80~25', { faults: 'stall:at=80%' }],
    ['faults:~zz~e2', { faults: '~zz~e2' }],
  ])('%s', (text, chosen) => {
    expect(parseAddress(text)).toEqual(chosen)
  })
})

it('takes any fault with its own parameters', () => {
  for (const { name } of FAULTS) expect(parseFaults(parseAddress(`faults:${name}`).faults ?? '')).toMatchObject([{ name }])
})
