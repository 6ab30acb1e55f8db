import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishedFolders, readManifest } from './packPackages.js'
import { undocumentedMembers } from './undocumented.js'

const packages = publishedFolders().map((folder) => {
  const { name, exports } = readManifest(folder)
  const declarations = Object.values(exports).flatMap((target) =>
    typeof target === 'string' || !target.types ? [] : join(folder, target.types),
  )
  return { name, folder, declarations }
})

test.each(packages)(
  'every member of what $name exports says what it is, and its words reach the declarations',
  ({ folder, declarations }) => {
    const { members, undocumented } = undocumentedMembers(declarations, folder)
    expect(members).toBeGreaterThan(10)
    expect(undocumented).toEqual([])
  },
)

/** What is found in declarations, the last of which are an entry's. */
function found(...texts: readonly string[]): ReturnType<typeof undocumentedMembers> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-undocumented-'))
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `part${index}.d.ts`)
      writeFileSync(file, text)
      return file
    })
    return undocumentedMembers(files.slice(-1), folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a member without a comment is found, wherever it comes from and whatever its type is called', () => {
  const base = `export interface Base {
      inherited: string
      /** Said. */
      said: string
    }
    export interface Picked { taken: string }`
  const entry = `import type { Base, Picked } from './part0.js'
    interface Own {
      /** Said. */
      a: { inner: number }
      b?: string
    }
    export type SomeOptions = Base & (Own | { d: string })
    export interface Result extends Partial<Pick<Picked, 'taken'>> { e(): string; (): void }
    export type Rows = readonly { f: string }[]
    export declare class Failure extends Error { readonly code: string; private held; constructor(code: string) }`
  const undocumented = [
    'Base.inherited',
    'Failure.code',
    'Own.a.inner',
    'Own.b',
    'Picked.taken',
    'Result()',
    'Result.e',
    'Rows.f',
    'SomeOptions.d',
  ]
  expect(found(base, entry)).toEqual({ members: 11, undocumented })
})

test('a comment without words is none', () => {
  const entry = `export interface Some {
    /** */
    empty: string
    /** @defaultValue 5 */
    tagged: number
    /** Said. @defaultValue 5 */
    said: number
  }`
  expect(found(entry)).toEqual({ members: 3, undocumented: ['Some.empty', 'Some.tagged'] })
})

test('two types of one name do not answer for each other', () => {
  const [silent, said] = [`export interface Token { text: string }`, `export interface Token { /** Said. */ text: string }`]
  expect(found(silent, said, `export type { Token as A } from './part0.js'\nexport type { Token } from './part1.js'`).undocumented).toEqual(
    ['Token.text'],
  )
})

test('what an object without a name holds may be told by the comment above it; what has a name stands for itself', () => {
  const entry = `/** How it ended: \`reason\` says why, and \`error\` what went wrong. */
    export type Ending = { kind: 'complete'; reason: string; lost: number } | { kind: 'failed'; error: Error }
    /** \`id\` tells it apart. */
    export interface Row {
      id: string
      /** \`start\` and \`end\` count characters. */
      place: { start: number; end: number; line: number } | null
    }`
  expect(found(entry)).toEqual({ members: 8, undocumented: ['Ending.lost', 'Row.id', 'Row.place.line'] })
})

test('nothing need be said of what tells two types apart, nor of a text that is shown', () => {
  const entry = `export interface Part { type: 'text'; meta: null; other?: undefined; flag?: 'on' }
    export interface PartLabels { copy: string; count: (count: number) => string }
    export declare class Failure extends Error { readonly name = "Failure" }`
  expect(found(entry)).toEqual({ members: 2, undocumented: ['Part.flag', 'PartLabels.count'] })
})
