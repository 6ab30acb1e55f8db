import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figures, PartFigures } from './Figures.ts'
import { PART_NAMES, type PartName } from './options.ts'

const DIGITS = 5

/** Where the figures of the repository are kept. */
export function keptFile(effort: PartFigures['effort']): string {
  return fileURLToPath(new URL(`../figures/${effort}.json`, import.meta.url))
}

/** @returns no parts where there is no such file */
export function readFigures(file: string): Figures {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : { version: 1, parts: {} }
}

export function writeFigures(file: string, { parts }: Figures): void {
  mkdirSync(dirname(file), { recursive: true })
  const inOrder = Object.fromEntries(PART_NAMES.flatMap((name) => (parts[name] ? [[name, parts[name]]] : [])))
  const figures = { version: 1, parts: inOrder }
  writeFileSync(file, `${JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value), 1)}\n`)
}

/** Puts parts in the place of those of the same name that are kept, and leaves the others alone. */
export function keep(file: string, parts: Partial<Record<PartName, PartFigures>>): void {
  writeFigures(file, { version: 1, parts: { ...readFigures(file).parts, ...parts } })
}

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))
}
