import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GIVEN } from './given.ts'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** What people read to use the packages: the pages of Storybook, and the READMEs. */
export const DOCUMENTS: readonly string[] = globSync(['README.md', 'packages/*/README.md', '.storybook/docs/**/*.mdx'], {
  cwd: root,
  exclude: ['packages/bench/README.md'],
}).toSorted()

/** All that links are followed in: those, and what they lead to. */
export const LINKED: readonly string[] = [
  ...DOCUMENTS,
  ...globSync(
    [
      '{ARCHITECTURE,CONTRIBUTING}.md',
      '.changeset/README.md',
      '.github/*.md',
      'packages/bench/README.md',
      'packages/*/{docs,src,nextjs}/**/*.md',
    ],
    {
      cwd: root,
      exclude: ['**/node_modules/**'],
    },
  ),
].toSorted()

export interface Block {
  document: string
  /** Of the first line of its code, from 1. */
  line: number
  language: string
  /** What stands behind the language: `continues`, `file=app/page.tsx`. */
  meta: string
  code: string
  /** Code that its reader has already, of a comment `given: …` in front of it. */
  given: string
}

export const read = (document: string): string => readFileSync(`${root}/${document}`, 'utf8')

/** The fenced blocks of a document, in order. */
export function blocksOf(document: string): Block[] {
  const text = read(document)
  const fences = /(?:(?:\{\/\*|<!--)\s*given:([\s\S]*?)(?:\*\/\}|-->)\s*\n)?^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm
  return [...text.matchAll(fences)].map(({ 0: whole, 1: given = '', 2: language = '', 3: meta = '', 4: code = '', index }) => ({
    document,
    line: text.slice(0, index + whole.lastIndexOf(`${code}\`\`\``)).split('\n').length,
    language,
    meta: meta.trim(),
    code,
    given: given.trim() || givenTo(document, code),
  }))
}

function givenTo(document: string, code: string): string {
  const first = code.split('\n').find((line) => line !== '' && !line.startsWith('import '))
  return GIVEN[document]?.[first ?? ''] ?? ''
}

/** What is not code. */
export const proseOf = (document: string): string => read(document).replace(/^```[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
