// The declarations of the packed packages, as strict applications of three generations of TypeScript read them. One of six readings takes
// ten seconds, since those of all peers are read with ours: the long suite has them all.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packPackages, ROOT, scriptEntries } from './packPackages.js'

const application = mkdtempSync(join(tmpdir(), 'rivulet-declarations-'))
afterAll(() => rmSync(application, { recursive: true }))

const COMPILERS = {
  'TypeScript 5.9': 'typescript-5/lib/tsc.js',
  'TypeScript 6': 'typescript-6/lib/tsc.js',
  'TypeScript 7': 'typescript/bin/tsc',
}
const MODULES = { nodenext: 'nodenext', bundler: 'esnext' }

const entries = packPackages(application).flatMap(({ manifest }) => scriptEntries(manifest))
writeFileSync(join(application, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
writeFileSync(join(application, 'every.ts'), entries.map((entry, index) => `export * as entry${index} from '${entry}'\n`).join(''))

function writeProject(moduleResolution: keyof typeof MODULES): string {
  const file = join(application, `tsconfig.${moduleResolution}.json`)
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: MODULES[moduleResolution],
    moduleResolution,
    jsx: 'react-jsx',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: false,
    noEmit: true,
  }
  writeFileSync(file, JSON.stringify({ compilerOptions, files: ['every.ts'] }))
  return file
}

function compile(compiler: string, project: string): Promise<{ status: number | null; output: string }> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  const args = [join(ROOT, 'node_modules', compiler), '--project', project, '--pretty', 'false']
  const child = spawn(process.execPath, args, { cwd: application, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((settle, reject) => child.on('error', reject).on('close', (status) => settle({ status, output })))
}

const readings = Object.entries(COMPILERS).flatMap(([name, compiler]) =>
  (['nodenext', 'bundler'] as const).map((moduleResolution) => ({ name, compiler, moduleResolution })),
)

test.each(process.env['LONG_SUITE'] ? readings : readings.slice(0, 1))(
  '$name reads every entry under $moduleResolution',
  { timeout: 300_000 },
  async ({ compiler, moduleResolution }) => {
    expect(await compile(compiler, writeProject(moduleResolution))).toEqual({ status: 0, output: '' })
  },
)
