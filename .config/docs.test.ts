// What documents say is true: their code compiles, their commands are there, their links lead somewhere, and what they name exists.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileBlocks } from './docs/compileBlocks.ts'
import { inlineCommands, problemsOfCommands } from './docs/commands.ts'
import { deadLinks, readIndex } from './docs/links.ts'
import { unknownNames } from './docs/names.ts'
import { uninstalled } from './docs/needs.ts'
import { type Block, blocksOf, countFences, DOCUMENTS, LINKED, read, root } from './docs/readDocuments.ts'
import { runTests } from './docs/runTests.ts'
import { problemsOfStyles } from './docs/styles.ts'
import { deadTextLinks } from './docs/textLinks.ts'

/** Its examples are compiled and run where they stand: packages/replay/src/testingDocs.test.ts. */
const TEST_HELPERS = 'packages/replay/docs/testing.md'

const blocks = DOCUMENTS.flatMap((document) => blocksOf(document))
const inLanguage = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language))
const modules = inLanguage('ts', 'tsx').filter(({ document }) => document !== TEST_HELPERS)
const blockOf = (language: string, code: string): Block => ({ document: 'README.md', line: 10, language, meta: '', given: '', code })

test('every block of code says its language, and is looked at', () => {
  const known = ['ts', 'tsx', 'css', 'sh', 'console', 'json', 'jsonl', 'text']
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([])
  expect(modules.length).toBeGreaterThan(80)
})

test('every fence is one of a block: in no list, not indented, and with its language', () => {
  const passedOver = DOCUMENTS.filter((document) => countFences(document) !== 2 * blocksOf(document).length)
  expect(passedOver).toEqual([])
})

test.each([
  ['```\nnpm start\n```', 2, 0],
  ['- A list\n\n  ```sh\n  npm start\n  ```', 2, 0],
  ['> ~~~sh\n> npm start\n> ~~~', 2, 0],
  ['1. ```sh\n   npm start\n   ```', 2, 0],
  ['```sh\nnpm start\n```', 2, 1],
  ['A word in ```three``` of them', 0, 0],
])('%j has %i fences and %i blocks', (text, fences, count) => {
  expect(countFences('README.md', text)).toBe(fences)
  expect(blocksOf('README.md', text)).toHaveLength(count)
})

test('every block of TypeScript compiles', () => {
  expect(compileBlocks(modules)).toEqual([])
})

test('a block that does not compile is told with its line', () => {
  const block = { ...blockOf('tsx', '\nexport const wrong: number = id\n'), given: 'declare const id: string' }
  expect(compileBlocks([block])).toEqual([expect.stringMatching(/^README\.md:11: error TS2322/)])
})

test('every test that is shown passes, as its reader would run it', () => {
  const wrong = blockOf('ts', "import { expect, test } from 'vitest'\n\ntest('one is two', () => expect(1).toBe(2))\n")
  const results = runTests([...modules, wrong])
  const failed = results.filter(({ failure }) => failure !== '')
  expect(failed).toEqual([{ document: 'README.md', name: 'one is two', failure: expect.stringContaining('expected 1 to be 2') }])
  const tested = modules.filter(({ code }) => code.includes("from 'vitest'")).map(({ document }) => document)
  expect(new Set(results.map(({ document }) => document))).toEqual(new Set([...tested, 'README.md']))
  expect(tested.length).toBeGreaterThanOrEqual(3)
})

test('every block of CSS can be read, and names what the packages have', () => {
  expect(inLanguage('css').length).toBeGreaterThan(8)
  expect(inLanguage('css').flatMap(problemsOfStyles)).toEqual([])
})

test.each([
  ['.support { --rivulet-acent: red }', 'nothing has the name --rivulet-acent'],
  ['.rivulet-mesage { color: var(--rivulet-ink) }', 'nothing has the name .rivulet-mesage'],
  ["[data-rolle='user'] { color: red }", 'no part has the attribute data-rolle'],
  ["[data-state='strimming'] { color: red }", "no part is ever in the state [data-state='strimming']"],
  ["@import '@rivulet/components/style.css';", '@rivulet/components has no style.css'],
  ['.support { color red }', 'Unexpected'],
])('%s would be told', (code, problem) => {
  expect(problemsOfStyles(blockOf('css', code))).toContainEqual(expect.stringContaining(problem))
})

test('every block of JSON parses', () => {
  const texts = [...inLanguage('json').map(({ code }) => code), ...inLanguage('jsonl').flatMap(({ code }) => code.trim().split('\n'))]
  for (const text of texts) expect(() => JSON.parse(text) as unknown).not.toThrow()
})

test('every command is there, with its flags, scripts and packages', () => {
  expect(inLanguage('sh', 'console').flatMap(problemsOfCommands)).toEqual([])
})

test('so is every command within a sentence or a table', () => {
  const commands = LINKED.flatMap((document) => inlineCommands(document))
  expect(commands.length).toBeGreaterThan(40)
  expect(commands.flatMap(problemsOfCommands)).toEqual([])
})

test.each([
  ['npx rivulet-replay serve . --fast', 'has no flag --fast'],
  ['npx rivulet-replay sing', 'has no command sing'],
  ['npm install left-pad-of-nobody', 'left-pad-of-nobody'],
  ['npm run nothing', 'runs the script nothing'],
  ['npm run bench -- --quickly', 'bench has no option --quickly'],
  ['pnpm run vitest run packages/cores', 'there is no packages/cores to test'],
  ['make it', 'nobody has the program make'],
])('%s would be told', (code, problem) => {
  expect(problemsOfCommands(blockOf('sh', `${code}\n`))).toEqual([expect.stringContaining(problem)])
})

test('every link leads somewhere: to a file, a heading, a story, a page, an export', () => {
  const index = readIndex()
  expect(LINKED.flatMap((document) => deadLinks(document, index))).toEqual([])
})

test('what documents name exists: options, exports, variables, custom properties, classes, flags', () => {
  expect(DOCUMENTS.flatMap(unknownNames)).toEqual([])
})

test('whoever is shown the server of replay or its helpers is told what to install for them', () => {
  const index = readIndex()
  expect(DOCUMENTS.flatMap((document) => uninstalled(document, index))).toEqual([])
  const page = '.storybook/docs/recipes/RecordGateway.mdx'
  const text = '```sh\nnpm install @rivulet/replay\nnpx rivulet-replay serve .\n```\n'
  expect(uninstalled(page, {}, text)).toEqual([`${page}: rivulet-replay serve needs srvx`])
  expect(uninstalled(page, {}, text.replace('replay\n', 'replay srvx\n'))).toEqual([])
})

describe('what is served as text', () => {
  const built = `${root}/storybook-static`
  const served = (file: string) => readFileSync(`${built}/${file}`, 'utf8')

  test('llms.txt lists every page and every guide, each with its text and a sentence that says what it is about', () => {
    const pages = Object.entries(readIndex()).filter(([, { importPath }]) => importPath.endsWith('.mdx'))
    expect(pages.length).toBeGreaterThan(30)
    const guides = globSync('packages/*/docs/*.md', { cwd: root }).map((file) => file.replace(/^packages\/(.*)\/docs\/(.*)\.md$/, '$1-$2'))
    expect(guides.length).toBeGreaterThan(5)
    const [listed = '', optional = ''] = served('llms.txt').split('## Optional\n')
    for (const [names, list] of [[pages.map(([id]) => id.replace(/--docs$/, '')), listed] as const, [guides, optional] as const])
      for (const name of names) {
        const file = `text/${name}.md`
        expect(list.split('\n').find((line) => line.includes(`](${file})`))).toMatch(/\): [A-Z`].{15,}\.$/)
        expect(served(file)).toMatch(/^# \S/)
      }
    expect(existsSync(`${built}/llms-full.txt`)).toBe(true)
  })

  test('its links lead somewhere: to another text and a heading in it, to a copy of a file, to a story', () => {
    const index = readIndex()
    const files = [...globSync(['text/*.md', 'source/**/*.md.txt'], { cwd: built }), 'llms.txt', 'llms-full.txt']
    expect(files.flatMap((file) => deadTextLinks(file, served(file), index))).toEqual([])
  })

  test.each([
    '?path=/docs/performance--docs',
    '../../../README.md',
    'performance.md#nothing',
    '../?path=/story/none',
    '../source/none.txt',
  ])('a link to %s would be told', (link) => {
    expect(deadTextLinks('text/performance.md', `[words](${link})`, readIndex())).toEqual([`text/performance.md: ${link}`])
  })

  test('the page Performance has all figures that are kept', () => {
    const { parts } = JSON.parse(read('packages/bench/figures/full.json')) as { parts: Record<string, { tables: KeptTable[] }> }
    const text = served('text/performance.md')
    for (const { title, rows } of Object.values(parts).flatMap(({ tables }) => tables)) {
      const table = text.split(`\n### ${title}\n`)[1]?.split('\n#')[0]
      expect(table?.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(rows.length + 2)
    }
    expect(text).toMatch(/^\| Rivulet \| \d/m)
  })
})

interface KeptTable {
  title: string
  rows: unknown[]
}
