import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { MarkdownOptions } from './MarkdownOptions.js'
import { commonMarkExamples, gfmExamples } from './specs.fixture.js'

/** The long suite says how often each property is tried. */
const { PROPERTY_RUNS, PROPERTY_SEED } = process.env

/** How long a property may take: it waits for nothing, so only a busy machine needs it. */
export const propertyTimeout: number = PROPERTY_RUNS === undefined ? 120_000 : 3_600_000

// One seed for all properties of a file, told whether or not they hold, so that a run can be repeated.
const seed = PROPERTY_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(PROPERTY_SEED)
const file = expect.getState().testPath?.split('/').at(-1)
process.stdout.write(`${file}: PROPERTY_SEED=${seed}, ${PROPERTY_RUNS ? `${PROPERTY_RUNS} runs of each property` : 'few runs'}\n`)

/**
 * Tries `check` with values of `arbitrary`, `runs` times.
 *
 * @param share Of the runs that the long suite asks for, how many are tried there.
 */
export function holds<Value>(arbitrary: fc.Arbitrary<Value>, check: (value: Value) => void, runs: number, share = 1): void {
  const numRuns = PROPERTY_RUNS === undefined ? runs : Math.ceil(Number(PROPERTY_RUNS) * share)
  fc.assert(fc.property(arbitrary, check), { seed, numRuns })
}

const examples = [...commonMarkExamples(), ...gfmExamples()].map(({ markdown }) => markdown)

// oxfmt-ignore
const PIECES = [
  '# h', 'a', 'foo bar', '*', '**', '_', '__', '`', '``', '[foo]', '[foo]: /u', '[foo]: /u "t"', '[x](/y)', '![i](/s)', '- ', '* ', '+ ',
  '1. ', '2) ', '> ', '    ', '  ', '\t', '\n', '\n', '\n', '\n\n', '\n\n', '```', '~~~', '```js', '---', '===', '-', '=', '***', '|',
  '| a | b |\n|---|---|\n', '| c |', '|-|-|', '<div>', '<b>', '</b>', '<!--', '-->', '<http://a.b>', 'http://a.co/x', 'www.a.com',
  'a@b.co', '\\', '\\*', '&amp;', '&copy;', '~~', '~', '- [ ] t', '- [x] t', 'é', '😀', '"', '(', ')', '!', ':', '\r\n', '\r',
  '<a href="q', '>', '   ', '1', '#', '$', '$$', '$x$', '\\[', '\\]', '\\(', '\\)', '[^1]', '[^1]: n', '[ ]', '\0', '\ufeff', '&#x41;',
]

const mixed = fc.array(fc.constantFrom(...PIECES, ' ', '\n'), { minLength: 3, maxLength: 40 }).map((pieces) => pieces.join(''))
const joined = fc
  .array(fc.tuple(fc.constantFrom(...examples), fc.constantFrom('', '\n', '\n\n')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join(''))

/** Short texts: examples of the specifications, several of them after each other, and heaps of what means something. */
export const documents: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...examples), joined, mixed, mixed)

const WORDS = ['foo', 'bar baz', 'lorem ipsum dolor', 'word', 'x.', 'é', '(see)', '1.5', 'a_b_c', '\n']
// oxfmt-ignore
const MARKUP = [
  '*em*', '**st**', '`co de`', '[x](/y "t")', '[foo]', '![i](/s)', '<b>', '</b>', '<http://a.b>', '~~del~~', '&amp;', '\\*',
  '**a *b* c**', '[a *b*](c)', '  \n', '\\\n', 'http://a.co/x', 'www.a.com/b', 'a@b.co', '<a href="q"\n t>', '$x^2$', '\\(y\\)', '[^n]',
]
const STRAY = ['*', '**', '`', '``', '[', ']', '<', '_', '~~', '![', '](', '<a href="q', '<!--', '$', '\\(']

/** One paragraph of 5 to 12 KB, most of them with markup that nothing closes, at times with the definition of a label after it. */
export const giants: fc.Arbitrary<string> = fc
  .record({
    pieces: fc.array(
      fc.oneof(
        { weight: 120, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 80, arbitrary: fc.constantFrom(...MARKUP) },
        fc.constantFrom(...STRAY),
      ),
      { minLength: 100, maxLength: 400, size: 'max' },
    ),
    length: fc.integer({ min: 5_000, max: 12_000 }),
    end: fc.constantFrom('', '\n\n[foo]: /u "t"\n\nend [foo]', '\n| a `b | c |\n|--|--|\n| d` | e', '\n===\n', '\n\n[^n]: note'),
  })
  .map(({ pieces, length, end }) => `${oneParagraph(pieces.join(' '), length)}${end}`)

function oneParagraph(text: string, length: number): string {
  const line = text.replace(/\n\s*/g, '\n').trim() || 'a'
  return `${line} `
    .repeat(Math.ceil(length / (line.length + 1)))
    .slice(0, length)
    .replace(/\n\s*\n/g, '\n')
}

/** Every choice of what is read beside CommonMark. */
export const syntaxes: fc.Arbitrary<MarkdownOptions> = fc.record({ gfm: fc.boolean(), math: fc.boolean(), footnotes: fc.boolean() })

/** Lengths of the pieces that a text comes in, used in turn. */
export const splits: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 }),
  fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 }),
  fc.constant<number[]>([1]),
)

/** The same for long texts, whose every prefix is parsed as far as it can still change. */
export const longSplits: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 10, max: 300 }), { minLength: 1, maxLength: 12 })

/** `text` in pieces of those lengths. */
export function piecesOf(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}
