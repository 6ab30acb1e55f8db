import { tokenize } from '../gateway/tokenize.js'
import { seededRandom } from '../seededRandom.js'
import type { Answer } from './answer.js'

/** For whatever must stay fast however long an answer grows: markdown without end, and every time the same. */
export const giant: Answer = {
  name: 'giant',
  word: 'giant',
  otherWords: ['huge'],
  title: 'Write a giant answer of 20,000 tokens',
  write: () => ({ content: giantText(), tokensPerRead: 8 }),
}

const TOKENS = 20_000

let written: string | undefined

function giantText(): string {
  written ??= writeChapters()
  return written
}

function writeChapters(): string {
  const random = seededRandom('giant')
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const sentence = () => pick(SENTENCES).replaceAll(/\{(\w+)\}/g, (_, slot: string) => pick(WORDS[slot] ?? []))
  const sentences = (count: number) => Array.from({ length: count }, sentence)
  const blocks: (() => string)[] = [
    () => sentences(4 + Math.floor(random() * 4)).join(' '),
    () => sentences(5).join(' '),
    () =>
      sentences(3 + Math.floor(random() * 3))
        .map((item) => `- ${item}`)
        .join('\n'),
    () =>
      sentences(3)
        .map((item, index) => `${index + 1}. ${item}`)
        .join('\n'),
    () => `> ${sentence()}`,
    () => table(() => [pick(WORDS['place'] ?? []), pick(WORDS['what'] ?? []), `${1 + Math.floor(random() * 90)} cm`]),
    () => code(`level-${1 + Math.floor(random() * 40)}`, 10 + Math.floor(random() * 80)),
  ]
  let text = '# A field guide to one river\n\nEverything that was written down about it in a year, day by day.'
  let tokens = tokenize(text).length
  for (let day = 1; tokens < TOKENS; day += 1) {
    const chapter = [
      `\n\n## Day ${day}: ${pick(WORDS['place'] ?? [])}`,
      ...Array.from({ length: 4 }, (_, index) => blocks[(day + index * 3) % blocks.length]?.() ?? ''),
    ].join('\n\n')
    text += chapter
    tokens += tokenize(chapter).length
  }
  return `${text}\n\nThat was the year. The river has not read a word of it.`
}

function table(row: () => readonly string[]): string {
  const rows = Array.from({ length: 4 }, () => `| ${row().join(' | ')} |`)
  return ['| Where | What was seen | Level |', '| :--- | :--- | ---: |', ...rows].join('\n')
}

function code(name: string, limit: number): string {
  return `\`\`\`ts\nconst gauge = await open('${name}')\nfor await (const { at, cm } of gauge) {\n  if (cm > ${limit}) warn(\`\${at}: \${cm} cm\`)\n}\n\`\`\``
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  place: [
    'the spring',
    'the upper ford',
    'the mill',
    'the old bridge',
    'the bend',
    'the reed bed',
    'the lock',
    'the island',
    'the weir',
    'the mouth',
  ],
  what: [
    'a heron',
    'two kingfishers',
    'an otter',
    'a grey wagtail',
    'mayflies',
    'a drifting branch',
    'fresh tracks',
    'nobody',
    'three boats',
    'a fallen alder',
  ],
  weather: ['mist', 'a thin rain', 'the first frost', 'a warm wind', 'low cloud', 'bright sun', 'sleet', 'the last of the snow'],
  how: [
    'slowly',
    'without a sound',
    'faster than yesterday',
    'as it always has',
    'one stone at a time',
    'under the ice',
    'in spite of the drought',
  ],
}

const SENTENCES = [
  'Under {weather} the water at {place} moved {how}.',
  'We saw {what} near {place}, and later {what} again.',
  'Between {place} and {place} the current carries sand, and drops it where it tires.',
  'The gauge at {place} had risen **two fingers** since the morning.',
  'Nothing happened at {place}, which took all day and is worth writing down.',
  'After {weather} came {weather}, and the path to {place} was gone.',
  'Whoever asks how long the river is must first say at which end of {place} it begins.',
  'A note from last year says *{what}*; this year there was {what}.',
  'The water does not hurry past {place}, it goes {how}, and still it arrives.',
  'Somebody had left a boat at {place}, tied with a knot that `man 1 bowline` would not know.',
  'Measured twice at {place}: the second figure was lower, the third was not taken.',
  'By evening {weather} had reached {place}, and we went home along the bank.',
  'If the level falls below the mark at {place}, the fish move up to {place}.',
  'The reeds bend {how}; they are the only ones here who are asked to.',
]
