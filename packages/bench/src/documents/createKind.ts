import { createRandom } from '../answers/random.ts'
import { pick, title, words, writeParagraph, writeSentence } from './sentences.ts'
import { Writer, type Document } from './Writer.ts'

export const KINDS = ['prose', 'code', 'list', 'table', 'nested list', 'one paragraph'] as const
export type Kind = (typeof KINDS)[number]

/** What a document of one kind begins with, what it repeats, and what it ends with. */
interface Pattern {
  begin?(writer: Writer): void
  repeat(writer: Writer, random: () => number, turn: number): void
  end?(writer: Writer): void
}

const DEEPEST = 8

const PATTERNS: Readonly<Record<Kind, Pattern>> = {
  prose: {
    repeat(writer, random, turn) {
      if (turn % 6 === 0) writer.open('h', turn === 0 ? '# ' : '## ').text(title(random, 4))
      else writeParagraph(writer, random)
      writer.markup('\n\n')
    },
  },
  code: {
    begin: (writer) => writer.open('pre', '```ts\n'),
    repeat: (writer, random, turn) =>
      writer.text(`${' '.repeat(2 * (turn % 4))}const ${pick(random, NAMES)}${turn} = await load('${words(random, 3)}') // *${turn}*\n`),
    end: (writer) => writer.markup('```'),
  },
  list: {
    repeat(writer, random) {
      writeSentence(writer.open('li', '- '), random)
      writer.markup('\n')
    },
  },
  table: {
    begin: (writer) =>
      writer.open('tr', '| ').text('Name').markup(' | ').text('Number').markup(' | ').text('Notes').markup(' |\n| :-- | :-: | --: |\n'),
    repeat: (writer, random, turn) =>
      writer
        .open('tr', '| `')
        .text(`${pick(random, NAMES)}_${turn}`)
        .markup('` | ')
        .text(String(turn))
        .markup(' | *')
        .text(words(random, 1))
        .markup('* ')
        .text(words(random, 5))
        .markup(' |\n'),
  },
  'nested list': {
    repeat(writer, random, turn) {
      // Down to the deepest item by item, and from there to the outermost again.
      writeSentence(writer.open('li', `${'  '.repeat(turn % DEEPEST)}- `), random)
      writer.markup('\n')
    },
  },
  'one paragraph': {
    repeat(writer, random) {
      writeSentence(writer, random)
      writer.markup(' ')
    },
  },
}

const NAMES = ['reader', 'buffer', 'event', 'run', 'key', 'answer']

/** A document of one kind of block, of `chars` characters or some more, made up from a seed. */
export function createKind(kind: Kind, chars: number, seed: number): Document {
  const pattern = PATTERNS[kind]
  const writer = new Writer()
  const random = createRandom(seed)
  pattern.begin?.(writer)
  for (let turn = 0; writer.length < chars; turn++) pattern.repeat(writer, random, turn)
  pattern.end?.(writer)
  return writer.document
}
