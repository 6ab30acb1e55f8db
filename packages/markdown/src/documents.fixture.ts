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
 * @param shortSeed The seed where the long suite does not ask, for what may find something new on any day.
 */
export function holds<Value>(
  arbitrary: fc.Arbitrary<Value>,
  check: (value: Value) => void,
  runs: number,
  share = 1,
  shortSeed: number = seed,
): void {
  if (PROPERTY_RUNS === undefined) fc.assert(fc.property(arbitrary, check), { seed: shortSeed, numRuns: runs })
  else fc.assert(fc.property(arbitrary, check), { seed, numRuns: Math.ceil(Number(PROPERTY_RUNS) * share) })
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

const edit = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'repeat', 'break'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 6 }),
  piece: fc.constantFrom(...PIECES),
})

/** Examples of the specifications with pieces put in, taken out and written twice. */
const mutated = fc.tuple(fc.constantFrom(...examples), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([example, edits]) => {
  let text = example
  for (const { kind, at, length, piece } of edits) {
    const place = at % (text.length + 1)
    const [before, after] = [text.slice(0, place), text.slice(place)]
    if (kind === 'insert') text = before + piece + after
    else if (kind === 'delete') text = before + after.slice(length)
    else if (kind === 'repeat') text = before + after.slice(0, 3 * length) + after
    else text = `${before}\n${after}`
  }
  // Half an emoji is no text that could come over a wire.
  return text.replace(/\p{Cs}/gu, '')
})

// oxfmt-ignore
const SAID = [
  'The result', 'is', 'a value', 'of `x`', '**bold claim**', '*maybe*', 'see [docs](https://a.dev/p?q=1)', 'https://ex.com/a_b.', 'e.g.', '(note)',
  '5 * 3', 'a_b_c', '~~old~~', '“quoted”', '—', 'é', 'v1.2', '<T>', '&', '**Note:**', '`a|b`', 'me@ex.com', '$5', '#1', '👍', '**“so”**,', '…',
]
const sentence = fc
  .tuple(fc.array(fc.constantFrom(...SAID), { minLength: 2, maxLength: 9 }), fc.constantFrom('.', ':', '', '!', '?'))
  .map(([words, end]) => words.join(' ') + end)
const item = fc
  .tuple(fc.constantFrom('- ', '* ', '1. ', '2. ', '  - ', '   - ', '    - ', '- [ ] ', '- [x] '), sentence)
  .map((parts) => parts.join(''))
const said = fc.oneof(
  sentence,
  fc.tuple(fc.integer({ min: 1, max: 3 }), sentence).map(([depth, text]) => `${'#'.repeat(depth)} ${text}`),
  fc.array(sentence, { minLength: 2, maxLength: 3 }).chain((lines) => fc.constantFrom('\n', '  \n').map((end) => lines.join(end))),
  fc.array(item, { minLength: 1, maxLength: 4 }).chain((items) => fc.constantFrom('\n', '\n\n').map((end) => items.join(end))),
  fc
    .tuple(fc.constantFrom('', 'js', 'py x'), sentence, fc.constantFrom('```', '', '````'))
    .map(([info, text, end]) => `\`\`\`${info}\n${text}\n  b\n${end}`),
  fc.tuple(sentence, sentence, sentence).map(([one, two, three]) => `| ${one} | b |\n|---|:-:|\n| ${two} | ${three} |\n| c`),
  fc.tuple(sentence, fc.constantFrom('> ', ''), sentence).map(([one, marker, two]) => `> ${one}\n${marker}${two}`),
  sentence.map((text) => `1. ${text}\n   \`\`\`\n   x\n   \`\`\`\n   - ${text}`),
  fc.constant('---'),
)

/** What a model may answer. */
const answers = fc
  .array(fc.tuple(said, fc.constantFrom('\n', '\n\n')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(''))

/** Short texts to compare parsers by. */
export const comparable: fc.Arbitrary<string> = fc.oneof(documents, mutated, answers)

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

/** One paragraph of little but markup, more than a run may have. */
export const dense: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('*', '_', '**', 'a', 'a', ' ', '`', '[', ']', '](b)', '~~', '<b>', '&amp;', '\\*', '$', '(', '!['), {
    minLength: 700,
    maxLength: 2500,
    size: 'max',
  })
  .map((pieces) => `a${pieces.join('')}`)

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
