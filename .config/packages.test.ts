// The packages as they will be published: what their `publishConfig` names is in `dist`, and plain Node can run it.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

type Target = string | { readonly types?: string; readonly default?: string }

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly files?: readonly string[]
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, Target>> }
}

const published = globSync('packages/*/package.json', { cwd: root })
  .map((file) => ({ folder: file.replace(/[\\/]package\.json$/, ''), manifest: JSON.parse(read(file)) as Manifest }))
  .filter(({ manifest }) => !manifest.private)

function read(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8')
}

const filesOf = ({ publishConfig }: Manifest): string[] =>
  Object.values(publishConfig?.exports ?? {}).flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))

/** `@rivulet/replay/node` for `./node`; what is no JavaScript, or stands for many files, is left out. */
const scriptsOf = ({ name, publishConfig }: Manifest): string[] =>
  Object.entries(publishConfig?.exports ?? {})
    .filter(([, target]) => typeof target !== 'string')
    .map(([path]) => `${name}${path.slice(1)}`)

test('there are packages to publish', () => {
  expect(published.map(({ manifest }) => manifest.name)).toContain('@rivulet/core')
})

describe.each(published.map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest })))('$name', ({ folder, manifest }) => {
  beforeAll(() => {
    if (!existsSync(`${root}/${folder}/dist`))
      throw new Error(`${folder}/dist is not there, so there is nothing to check: run npm run build first.`)
  })

  test('has every file that its exports name, among those it publishes', () => {
    const named = filesOf(manifest)
    expect(named).not.toEqual([])
    expect(named.filter((file) => globSync(`${folder}/${file}`, { cwd: root }).length === 0)).toEqual([])
    expect(named.filter((file) => !manifest.files?.includes(file.split('/')[1] ?? ''))).toEqual([])
  })

  test('has a README of its own, whose links lead somewhere', () => {
    const readme = read(`${folder}/README.md`)
    expect(readme).toContain(`npm install ${manifest.name}`)
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !existsSync(`${root}/${folder}/${target}`))).toEqual([])
  })

  test.each(scriptsOf(manifest))('plain Node imports %s', (entry) => {
    const { NODE_OPTIONS: _options, ...env } = process.env
    const code = `const { length } = Object.keys(await import('${entry}')); if (length === 0) throw new Error('It exports nothing')`
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, env, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test('keeps "use client" where the source has it', () => {
    const marked = globSync(`${folder}/src/**/*.{ts,tsx}`, { cwd: root }).filter((file) => read(file).startsWith("'use client'"))
    const built = marked.map((file) => file.replace(/([\\/])src([\\/])/, '$1dist$2').replace(/\.tsx?$/, '.js'))
    expect(built.filter((file) => !/^["']use client["']/.test(read(file)))).toEqual([])
  })

  test('publishes no tests, stories or fixtures', () => {
    expect(globSync(`${folder}/dist/**/*.{test,test-d,stories,fixture,browser}.*`, { cwd: root })).toEqual([])
  })
})
