import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishedFolders, readManifest } from './packPackages.js'
import { undocumentedOptions } from './undocumented.js'

const packages = publishedFolders().map((folder) => {
  const { name, exports } = readManifest(folder)
  const declarations = Object.values(exports).flatMap((target) =>
    typeof target === 'string' || !target.types ? [] : join(folder, target.types),
  )
  return { name, folder, declarations }
})

test.each(packages)('every option of $name says what it is for, and its words reach the declarations', ({ folder, declarations }) => {
  const { options, undocumented } = undocumentedOptions(declarations, folder)
  expect(options).toBeGreaterThan(3)
  expect(undocumented).toEqual([])
})

test('an option without a comment is found, wherever it comes from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-undocumented-'))
  try {
    writeFileSync(join(folder, 'base.d.ts'), `export interface Base {\n  inherited: string\n  /** Said. */\n  said: string\n}`)
    writeFileSync(
      join(folder, 'index.d.ts'),
      `import type { Base } from './base.js'
      interface Own {
        /** Said. */
        a: { inner: number }
        b?: string
        c?: undefined
      }
      export type SomeOptions = Base & (Own | { d: string })
      export interface Result { e: string }`,
    )
    const undocumented = ['Base.inherited', 'Own.a.inner', 'Own.b', 'SomeOptions.d']
    expect(undocumentedOptions([join(folder, 'index.d.ts')], folder)).toEqual({ options: 6, undocumented })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
