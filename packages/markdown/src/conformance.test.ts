import { describe, expect, test } from 'vitest'
import { commonMarkExamples, gfmExamples, htmlOf } from './specs.fixture.js'

describe('CommonMark 0.31.2', () => {
  const examples = commonMarkExamples()

  test('has 652 examples', () => {
    expect(examples).toHaveLength(652)
  })

  test.each(examples)('$number: $section', ({ markdown, html }) => {
    expect(htmlOf(markdown, { gfm: false })).toBe(html)
  })
})

// Needs ../shared beside the checkout, and is skipped without it.
const gfm = gfmExamples()

describe.skipIf(gfm.length === 0)("GFM's extensions, but tagfilter", () => {
  test('have 23 examples', () => {
    expect(gfm).toHaveLength(23)
  })

  test.each(gfm)('$number: $section', ({ markdown, html }) => {
    expect(htmlOf(markdown)).toBe(html)
  })
})
