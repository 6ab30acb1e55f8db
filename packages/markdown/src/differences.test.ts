import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { classOf, DIFFERENCES } from './differences.fixture.js'
import { comparable, holds, propertyTimeout } from './documents.fixture.js'
import { type Difference, differs, hasCmark, type Peer, peerHtml, smallest } from './peers.fixture.js'
import { htmlOf } from './specs.fixture.js'

/** Of each peer, on how many documents it is compared: cmark-gfm is a process for each. */
const PEERS: readonly { peer: Peer; runs: number }[] = [
  { peer: 'micromark', runs: 200 },
  ...(hasCmark ? [{ peer: 'cmark-gfm', runs: 30 } as const] : []),
]

/** The smallest text in which a peer still differs, and why. */
function decided(peer: Peer, text: string): { least: string; found: Difference } {
  const least = smallest(text, (shorter) => differs(peer, shorter))
  const found = classOf(peer, least)
  if (found === undefined) expect.fail(`${peer}, ${JSON.stringify(least)}: ${htmlOf(least)} in place of ${peerHtml(peer, least)}`)
  return { least, found }
}

describe('where others read a text in another way', () => {
  test.each(DIFFERENCES)('$name', ({ peers, text, html, pattern }) => {
    expect(htmlOf(text)).toBe(html)
    expect(pattern.test(text)).toBe(true)
    for (const { peer } of PEERS) expect({ peer, differs: differs(peer, text) }).toEqual({ peer, differs: peers.includes(peer) })
  })

  test('is what docs/differences.md tells', () => {
    const rows = readFileSync(new URL('../docs/differences.md', import.meta.url), 'utf8').matchAll(
      /^\| ([^|`]+) \| (micromark|cmark-gfm|both) \|/gm,
    )
    const told = [...rows].map(([, name, who]) => ({ name, who }))
    expect(told).toEqual(DIFFERENCES.map(({ name, peers }) => ({ name, who: peers.length > 1 ? 'both' : peers[0] })))
  })
})

// cmark-gfm is a package of Debian (`apt-get install cmark-gfm`), and is passed over where it is not installed.
describe.each(PEERS)('on random documents $peer', ({ peer, runs }) => {
  const counts = new Map<string, number>()

  afterAll(() => {
    const told = [...counts].toSorted(([, one], [, other]) => other - one).map(([name, count]) => `${count} ${name}`)
    process.stdout.write(`differences.test.ts: ${peer} differs on ${told.join(', ') || 'none'}\n`)
  })

  test('differs only where that was decided', { timeout: propertyTimeout }, () => {
    holds(
      comparable,
      (text) => {
        if (!differs(peer, text)) return
        const { least, found } = decided(peer, text)
        counts.set(found.name, (counts.get(found.name) ?? 0) + 1)
        // What one of them alone reads in another way the other reads as we do, unless there is another difference in it.
        for (const { peer: other } of PEERS) if (!found.peers.includes(other) && differs(other, least)) decided(other, least)
      },
      runs,
      0.5,
      1,
    )
  })
})
