import * as fc from 'fast-check'

/** What answers are made of, block by block: each as a model writes it, some with what changes a block while it comes. */
// oxfmt-ignore
const BLOCKS = [
  'A paragraph with *emphasis*, **strong**, `code`, ~~none~~ and a [link](https://a.example/b "t").',
  'Two lines\nof a paragraph with https://a.example/c in it.',
  '# Heading', 'Setext\n===', '### Third `x`', '---',
  '- one\n- two\n  - deeper\n    - deepest\n- three', '1. first\n2. second\n\n   loose\n3. third', '- [ ] to do\n- [x] done', '7) seven\n8) eight',
  '> quoted\n> lines\n>\n> - with a list', '> > twice\nlazy',
  '```ts\nconst a = 1\nconst b = `two`\n```', '~~~\ntwo\n~~~', '    indented\n    code',
  '| a | b |\n|:--|--:|\n| 1 | 2 |\n| `x | y` | **z** |\n| short |', '| a |\n|-|',
  '<div>\nhtml <!-- hidden\nstill --> shown\n</div>', 'inline <b>tag</b> <!-- gone --> text',
  '![image](https://a.example/i.png) ![off](http://b.example/i.png)', '[label] and [^1] before they are defined', '[label]: https://late.example "title"',
  '[^1]: A note\n    with two lines.', 'a[^2][^1]\n\n[^2]: Another `note`.', '$$\nx^2\n$$', 'so $x + y$ is \\(z\\)', 'line  \nbreak\\\nbreak',
  'עברית **מודגש**', 'hidden \u202e and \u{e0041}', '**open', '`open', '~~~\nopen to the end', '[open](https://a.exa',
]

/** Answers of several blocks. */
export const answers: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...BLOCKS), fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '')), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(''))

/** One of each block, and enough of some that groups and sections come about. */
export const longAnswer: string = [
  ...BLOCKS.filter((block) => !block.includes('open')),
  Array.from({ length: 1200 }, (_, index) => `- item ${index}`).join('\n'),
  ...Array.from({ length: 1100 }, (_, index) => `Paragraph ${index} *of* many.`),
  `\`\`\`js\n${'let line = 1\n'.repeat(2200)}\`\`\``,
  `| n |\n|--|\n${Array.from({ length: 70 }, (_, index) => `| ${index} |`).join('\n')}`,
  'word **bold** `code` '.repeat(1200),
].join('\n\n')
