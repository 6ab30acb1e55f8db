import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Block, root } from './readDocuments.ts'

export interface Source {
  /** In the project: `documents/README-md/block-3.ts`. */
  path: string
  document: string
  text: string
  /** Where each line stands: in a document, or in what is given to its block. */
  origins: string[]
}

/**
 * Writes blocks as the modules of a project, in a folder of its own while `work` goes on, with what they import. A block is a module of its own; one that `continues` is part of the one before
 * it, and one with `file=` has that name, so that others of its document can import it.
 */
export function withProject<Result>(blocks: readonly Block[], work: (folder: string, sources: readonly Source[]) => Result): Result {
  const sources = toSources(blocks)
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-docs-'))
  try {
    for (const { path, text } of sources) write(join(folder, path), text)
    linkModules(folder, sources)
    return work(folder, sources)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function toSources(blocks: readonly Block[]): Source[] {
  const sources: Source[] = []
  for (const [index, block] of blocks.entries()) {
    const { document, line, language, meta, code, given } = block
    const last = sources.at(-1)
    const lines = code.split('\n').map((_, offset) => `${document}:${line + offset}`)
    if (meta === 'continues' && last) {
      last.text += code
      last.origins.pop()
      last.origins.push(...lines)
      last.path = last.path.replace(/ts$/, language)
      continue
    }
    const name = /^file=(\S+)$/.exec(meta)?.[1] ?? `block-${index}${isTest(code) ? '.test' : ''}.${language}`
    const before = given === '' ? [] : given.split('\n').map(() => `${document}:${line} (given)`)
    const path = `documents/${document.replaceAll(/[^\w]+/g, '-')}/${name}`
    sources.push({ path, document, text: given === '' ? code : `${given}\n${code}`, origins: [...before, ...lines] })
  }
  return sources
}

/** Whether code is a test, which its reader would run with Vitest. */
export const isTest = (code: string): boolean => code.includes("from 'vitest'")

/** What blocks import, taken from whichever package of the workspace has it; those of the workspace itself as they are built. */
function linkModules(folder: string, sources: readonly Source[]): void {
  const names = new Set(['@types/node', '@types/react', '@types/react-dom', 'react', 'vite', 'vitest'])
  for (const { text } of sources)
    for (const [, from = ''] of text.matchAll(/(?:from|import) '([^'./][^']*)'/g)) {
      if (!from.startsWith('node:')) {
        const name = from
          .split('/')
          .slice(0, from.startsWith('@') ? 2 : 1)
          .join('/')
        names.add(name).add(`@types/${name}`)
      }
    }
  for (const name of names) {
    const target = moduleFolder(name)
    const link = join(folder, 'node_modules', name)
    // One that nobody has is told by whoever reads the project, with the line that imports it.
    if (!target) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(target, link)
  }
}

/** The folder of a module that is installed somewhere in the workspace, or is a package of it. */
export function moduleFolder(name: string): string | undefined {
  const folders = globSync('packages/*/package.json', { cwd: root }).map((file) => join(root, dirname(file)))
  const own = folders.find((folder) => (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }).name === name)
  return own ?? [root, ...folders].map((folder) => join(folder, 'node_modules', name)).find((path) => existsSync(path))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
