import { createRandom } from '../answers/random.ts'
import { CODE_SAMPLES } from './codeSamples.ts'
import { title, words, writeParagraph, writeSentence } from './sentences.ts'
import { Writer, type Document } from './Writer.ts'

/** Characters that are left for the sentences at the end, which make an answer as long as it is to be. */
const SPARE_CHARS = 120

type WriteBlock = (writer: Writer, random: () => number, cycle: number) => void

/** The blocks of an answer as a model writes it: these after each other, again and again, about 2,500 characters each time. */
const CYCLE: readonly WriteBlock[] = [
  (writer, random, cycle) => writer.open('h', cycle % 3 === 0 ? '## ' : '### ').text(`${cycle + 1}. ${title(random, 4)}`),
  writeParagraph,
  writeNestedList,
  writeCode,
  writeParagraph,
  writeTable,
  (writer, random) => writeSentence(writer.open('blockquote', '> '), random),
  writeOrderedList,
]

/** An answer of about `chars` characters with everything in it that answers have, made up from a seed. */
export function createAnswer(chars: number, seed: number): Document {
  const random = createRandom(seed)
  const writer = new Writer()
  for (let turn = 0; writer.length < chars - SPARE_CHARS; turn++) {
    if (turn > 0) writer.markup('\n\n')
    const room = chars - SPARE_CHARS - writer.length
    const write = CYCLE[turn % CYCLE.length]
    // Where no code sample fits in any more, there is prose.
    if (room > 800) write?.(writer, random, Math.floor(turn / CYCLE.length))
    else writeSentence(writer, random)
  }
  writer.markup('\n\n').text('In the end: keep it simple.')
  return writer.document
}

function writeNestedList(writer: Writer, random: () => number): void {
  for (let at = 0; at < 3; at++) {
    writeSentence(writer.open('li', at > 0 ? '\n- ' : '- '), random)
    writeSentence(writer.open('li', '\n  - '), random)
    writer.open('li', '\n  - ').text(title(random, 5)).open('li', '\n    - ').text(words(random, 4))
  }
}

function writeCode(writer: Writer, _random: () => number, cycle: number): void {
  const [lang, code] = CODE_SAMPLES[cycle % CODE_SAMPLES.length] ?? ['', '']
  writer.open('pre', `\`\`\`${lang}\n`).text(`${code}\n`).markup('```')
}

function writeTable(writer: Writer, random: () => number): void {
  writer.open('tr', '| ').text('Option').markup(' | ').text('Default').markup(' | ').text('Notes').markup(' |\n| :--- | :---: | ---: |')
  for (let at = 0; at < 5; at++) {
    writer
      .open('tr', '\n| `')
      .text(`${words(random, 1)}_${words(random, 1)}`)
      .markup('` | ')
    writer
      .text(String(Math.floor(random() * 900)))
      .markup(' | ')
      .text(words(random, 5))
      .markup(' |')
  }
}

function writeOrderedList(writer: Writer, random: () => number): void {
  for (const number of [1, 2, 3]) {
    writer
      .open('li', `${number > 1 ? '\n' : ''}${number}. **`)
      .text(title(random, 2))
      .markup('**')
      .text(': ')
    writeSentence(writer, random)
  }
}
