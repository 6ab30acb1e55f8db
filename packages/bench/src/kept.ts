import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figures, PartFigures } from './Figures.ts'
import { PART_NAMES, UsageError, type PartName } from './options.ts'

const DIGITS = 5
const VERSION = 2

/** Where the figures of the repository are kept. */
export function keptFile(effort: PartFigures['effort']): string {
  return fileURLToPath(new URL(`../figures/${effort}.json`, import.meta.url))
}

/**
 * @returns no parts where there is no such file
 * @throws {UsageError} where there is none and it must exist, or where it holds something else
 */
export function readFigures(file: string, { mustExist = false } = {}): Figures {
  if (!existsSync(file)) {
    if (mustExist) throw new UsageError(`There are no kept figures at ${file}.`)
    return { version: VERSION, parts: {} }
  }
  const figures = parsed(readFileSync(file, 'utf8'))
  if (figures?.version === VERSION) return figures
  throw new UsageError(`${file} holds no figures of version ${VERSION}. Delete it, or name another.`)
}

function parsed(text: string): Figures | undefined {
  try {
    return JSON.parse(text) as Figures
  } catch {
    return undefined
  }
}

export function writeFigures(file: string, { parts }: Figures): void {
  mkdirSync(dirname(file), { recursive: true })
  const inOrder = Object.fromEntries(PART_NAMES.flatMap((name) => (parts[name] ? [[name, parts[name]]] : [])))
  const figures = { version: VERSION, parts: inOrder }
  const text = JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value), 1)
  // Rounds are a line.
  writeFileSync(file, `${text.replaceAll(/\[\s+[-\d.e+,\snul]+\]/g, (rounds) => rounds.replaceAll(/\s+/g, ' '))}\n`)
}

/** Puts parts in the place of those of the same name that are kept, and leaves the others alone. */
export function keep(file: string, parts: Partial<Record<PartName, PartFigures>>): void {
  writeFigures(file, { version: VERSION, parts: { ...readFigures(file).parts, ...parts } })
}

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))
}
