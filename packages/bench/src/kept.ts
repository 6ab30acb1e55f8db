import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figures, PartFigures } from './Figures.ts'
import { PART_NAMES, type PartName } from './options.ts'

const DIGITS = 5
const VERSION = 2

/** Where the figures of the repository are kept. */
export function keptFile(effort: PartFigures['effort']): string {
  return fileURLToPath(new URL(`../figures/${effort}.json`, import.meta.url))
}

/** @returns no parts where there is no such file, or one of another shape */
export function readFigures(file: string): Figures {
  const figures = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : undefined
  return figures?.version === VERSION ? figures : { version: VERSION, parts: {} }
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
