import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Continuation } from './Continuation.js'

const join = (before: string, text: string) => new Continuation(before).join(text, true)

describe('a continuation', () => {
  it.each([
    ['is put after the text', 'The quick ', 'brown fox', 'The quick brown fox'],
    ['that begins the cut word again', 'The quick bro', 'brown fox', 'The quick brown fox'],
    ['that goes on within the word', 'The quick bro', 'wn fox', 'The quick brown fox'],
    ['that begins the line again', 'One.\nTwo is\n- a list of', '- a list of things', 'One.\nTwo is\n- a list of things'],
    [
      'that says all of it again',
      'Rain that falls on a hill',
      'Rain that falls on a hill runs down.',
      'Rain that falls on a hill runs down.',
    ],
    ['that laughs', 'ha ha ha', ' ha ha', 'ha ha ha ha ha'],
    ['that ends in what was said before', 'one two three four', 'two three', 'one two three fourtwo three'],
    ['of nothing', 'The quick ', '', 'The quick '],
    ['after nothing', '', 'The quick', 'The quick'],
    ['that is a number twice', '1 1', '11', '1 111'],
  ])('%s', (_name, before, text, whole) => {
    expect(join(before, text)).toBe(whole)
  })

  it('finds an answer that begins again, however long it is', () => {
    const before = Array.from({ length: 5000 }, (_, n) => `${n} `).join('')
    expect(join(before, `${before}and on`)).toBe(`${before}and on`)
  })

  it('shows nothing while it may be a repetition', () => {
    const continuation = new Continuation('A brook that runs')
    expect(continuation.join('A brook')).toBe('A brook that runs')
    expect(continuation.join('A brook that runs')).toBe('A brook that runs')
    expect(continuation.join('A brook that runs on')).toBe('A brook that runs on')
  })

  it('only grows, keeps the text before, and is the same however it came', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'ab ', ' ', 'the hill ', '\n', 'ü'), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, fc.array(fc.nat(60), { maxLength: 8 }), (before, text, cuts) => {
        const continuation = new Continuation(before)
        let shown = before
        for (const cut of cuts.toSorted((a, b) => a - b)) {
          const next = continuation.join(text.slice(0, cut))
          expect(next.startsWith(shown)).toBe(true)
          shown = next
        }
        const whole = continuation.join(text, true)
        expect(whole.startsWith(shown)).toBe(true)
        expect(whole).toBe(join(before, text))
        expect(text.endsWith(whole.slice(before.length))).toBe(true)
      }),
    )
  })
})
