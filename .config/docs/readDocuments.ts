import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GIVEN } from './given.ts'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** What people read to use the packages and to work on them: the pages of Storybook, READMEs and guides. */
export const DOCUMENTS: readonly string[] = globSync(
  ['{README,CONTRIBUTING}.md', 'packages/*/README.md', 'packages/*/{docs,src,nextjs}/**/*.md', '.storybook/docs/**/*.mdx'],
  { cwd: root, exclude: ['**/node_modules/**'] },
).toSorted()

/** All that links are followed in, and whose commands are looked at: those, and what is said of the repository. */
export const LINKED: readonly string[] = [
  ...DOCUMENTS,
  ...globSync(['ARCHITECTURE.md', '.changeset/README.md', '.github/*.md'], { cwd: root }),
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
export function blocksOf(document: string, text: string = read(document)): Block[] {
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

/** How many lines of a document begin or end a block, also those that {@link blocksOf} passes over: in a list or a quote, indented, of tildes, without a language. */
export const countFences = (document: string, text: string = read(document)): number =>
  [...text.matchAll(/^(?:[ \t>]|[-*+] |\d+[.)] )*(?:`{3,}(?!.*`)|~{3,})/gm)].length

function givenTo(document: string, code: string): string {
  const first = code.split('\n').find((line) => line !== '' && !line.startsWith('import '))
  return GIVEN[document]?.[first ?? ''] ?? ''
}

export const proseOf = (document: string): string => proseIn(read(document))

/** What is not code, in its lines. */
export const proseIn = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
