import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

// The samples in the tests beside this one are the documents' own lines. The documents lie outside the project, in ../shared/gateways
// seen from its root; where they are absent this is skipped.
const documents = new URL('../../../../../../shared/gateways/', import.meta.url)
const tests = new URL('./', import.meta.url)

describe.skipIf(!existsSync(documents))('the samples are those of ../shared/gateways', () => {
  it.each(['infery', 'infinityblue', 'sovereigneg', 'tokenhub'])('%s', (dialect) => {
    const document = readFileSync(new URL(`${dialect}.txt`, documents), 'utf8')
    const test = readFileSync(new URL(`${dialect}.test.ts`, tests), 'utf8')
    const samples = document.split('\n').filter((line) => line.startsWith('data: {') && !line.includes('{...}'))
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) expect(test).toContain(`'${sample}'`)
  })
})
