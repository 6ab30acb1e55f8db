import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { blocksOf, read } from '../docs/readDocuments.ts'

interface Place {
  /** The document and the line of the first line of its block. */
  readonly place: string
  /** The heading of the second level above it. */
  readonly section: string
}

/** What a block of `sh` has its reader run. */
export interface RunStep extends Place {
  readonly does: 'run'
  readonly commands: string
}

/** A block of code whose file is named by the line above it: `src/App.tsx`, in place of what is there. */
export interface WriteStep extends Place {
  readonly does: 'write'
  /** From the folder of the application. */
  readonly path: string
  readonly code: string
  /** It goes to the end of what is there. */
  readonly isAdded: boolean
}

export type Step = RunStep | WriteStep

/** What a document has its reader do, in its order. A block of code that belongs to no file is only read. */
export function stepsOf(document: string): Step[] {
  const lines = read(document).split('\n')
  return blocksOf(document).flatMap(({ language, line, code }): Step[] => {
    const before = lines.slice(0, line - 2)
    const section = before.findLast((text) => text.startsWith('## '))?.slice(3) ?? ''
    const place = { place: `${document}:${line}`, section }
    if (language === 'sh') return [{ ...place, does: 'run', commands: code.trimEnd() }]
    const said = before.findLast((text) => text !== '' && !text.startsWith('{/*')) ?? ''
    // The file begins the line, or is the last thing in it that is code.
    const { path } = /^`(?<path>[^`]+\.(?:tsx?|css))`.*:$|`(?<path>[^`]+\.(?:tsx?|css))`[^`]*:$/.exec(said)?.groups ?? {}
    return path === undefined ? [] : [{ ...place, does: 'write', path, code, isAdded: said.startsWith('Add to ') }]
  })
}

/** Writes a file as its reader would, in the folder of the application. */
export function writeFile(folder: string, { path, code, isAdded }: WriteStep): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, code, { flag: isAdded ? 'a' : 'w' })
}
