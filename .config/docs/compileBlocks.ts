import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Block, root } from './readDocuments.ts'

interface Source {
  path: string
  text: string
  /** Where each line stands: in a document, or in what is given to its block. */
  origins: string[]
}

/**
 * Compiles blocks of TypeScript, all in one project, as strictly as the packages, and gives what the compiler says, by document and line. A block is a module of its
 * own; one that `continues` is part of the one before it, and one with `file=` has that name, so that others of its document can import it.
 */
export function compileBlocks(blocks: readonly Block[]): string[] {
  const sources = toSources(blocks)
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-docs-'))
  try {
    for (const { path, text } of sources) write(join(folder, path), text)
    linkModules(folder, sources)
    write(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG))
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    )
    const found = stdout.split('\n').filter((line) => /error TS/.test(line))
    return status === 0 ? [] : found.map((line) => told(line, sources))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const CONFIG = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    isolatedDeclarations: false,
    allowImportingTsExtensions: true,
    types: ['node', 'vite/client'],
    // As an application reads the packages: by the declarations that were built.
    customConditions: [],
  },
  include: ['documents'],
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
    const name = /^file=(\S+)$/.exec(meta)?.[1] ?? `block-${index}.${language}`
    const before = given === '' ? [] : given.split('\n').map(() => `${document}:${line} (given)`)
    const path = `documents/${document.replaceAll(/[^\w]+/g, '-')}/${name}`
    sources.push({ path, text: given === '' ? code : `${given}\n${code}`, origins: [...before, ...lines] })
  }
  return sources
}

function told(line: string, sources: readonly Source[]): string {
  const [, path = '', row = '1', words = line] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
  const source = sources.find((one) => path.endsWith(one.path))
  return `${source?.origins[Number(row) - 1] ?? path}: ${words}`
}

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
    // One that nobody has is told by the compiler, with the line that imports it.
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
