// The tarballs that would be published: what is in them, what their manifests promise, and that tools that judge packages find nothing.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, describe, expect, test } from 'vitest'
import { importsOf } from './importsOf.js'
import { packPackages, ROOT, scriptEntries, styleEntries } from './packPackages.js'

const application = mkdtempSync(join(tmpdir(), 'rivulet-tarballs-'))
afterAll(() => rmSync(application, { recursive: true }))
const packages = packPackages(application)

/** Peers that are handed in, and so are never imported: their range says which versions are known to work. */
const HANDED_IN: Readonly<Record<string, readonly string[]>> = { '@rivulet/relay': ['ioredis', 'redis'] }
/** What each package may hold beside its manifest, its licence, its README and `dist`. */
const MORE: Readonly<Record<string, RegExp>> = {
  '@rivulet/markdown': /^docs\/[\w-]+\.md$/,
  '@rivulet/relay': /^(?:docs\/[\w-]+\.md|deploy\/(?:Dockerfile|compose\.yaml|package\.json|server\.mjs))$/,
  '@rivulet/replay': /^(?:docs\/[\w-]+\.md|recording\.schema\.json|recordings\/[\w-]+\.stream\.jsonl)$/,
}
/** Entries that are imported for what they do. */
const ACTING: Readonly<Record<string, readonly string[]>> = { '@rivulet/replay': ['./src/vitest.ts', './dist/vitest.js'] }
const REACT = '^18.3.0 || ^19.0.0'

const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

describe.each(packages)('$name', ({ name, folder, tarball, installed, manifest }) => {
  const filesOf = (pattern: string) =>
    globSync(pattern, { cwd: installed, exclude: ['node_modules'] }).map((file) => file.replaceAll('\\', '/'))
  const scripts = filesOf('dist/**/*.js')

  test('leaves publint nothing to say, in strict mode', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  test.concurrent('has types for every entry, and they are what they say', async ({ expect: expectHere }) => {
    const plain = Object.keys(manifest.exports).filter((path) => /\.(?:css|json)$/.test(path))
    const excluded = plain.length > 0 ? ['--exclude-entrypoints', ...plain] : []
    const { status, output } = await attw([tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji', ...excluded])
    expectHere(output).toContain(name)
    expectHere({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
  })

  test('holds the licence, a README, what was built, and nothing else', () => {
    expect(read(installed, 'LICENSE')).toBe(read(ROOT, 'LICENSE'))
    expect(read(installed, 'README.md')).toBe(read(folder, 'README.md'))
    // A test, a story or a fixture has a second dot in its name.
    const built = /^dist\/(?:[\w-]+\/)*[\w-]+\.(?:js|js\.map|d\.ts|css)$/
    const known = (file: string) => /^(?:package\.json|LICENSE|README\.md)$/.test(file) || built.test(file) || MORE[name]?.test(file)
    const held = globSync('**/*', { cwd: installed, exclude: ['node_modules'], withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    expect(held).toContain('dist/index.js')
    expect(held.filter((file) => !known(file))).toEqual([])
  })

  test('lets a debugger show the TypeScript of every script, which is in its map', () => {
    const wrong = scripts.filter((file) => {
      const map = JSON.parse(read(installed, `${file}.map`)) as { sources: string[]; sourcesContent?: string[] }
      const [source] = map.sources
      // A module of types alone has nothing to show.
      if (source === undefined) return /^(?!\/\/# )./m.test(read(installed, file))
      const path = resolve(folder, file, '..', source)
      return (
        !read(installed, file)
          .trimEnd()
          .endsWith(`//# sourceMappingURL=${file.split('/').at(-1)}.map`) ||
        !/[\\/]src[\\/].*\.tsx?$/.test(path) ||
        map.sourcesContent?.[0] !== read(path)
      )
    })
    expect(scripts).toContain('dist/index.js')
    expect(wrong).toEqual([])
  })

  test('keeps "use client" where the source has it, and nowhere else', () => {
    const wrong = scripts.filter((file) => {
      const { sourcesContent } = JSON.parse(read(installed, `${file}.map`)) as { sourcesContent: string[] }
      return /^["']use client["']/.test(read(installed, file)) !== /^["']use client["']/.test(sourcesContent[0] ?? '')
    })
    expect(wrong).toEqual([])
  })

  test('plain Node imports every entry', () => {
    const { NODE_OPTIONS: _options, ...env } = process.env
    const code = `for (const name of ${JSON.stringify(scriptEntries(manifest))})
      if (Object.keys(await import(name)).length === 0) throw new Error(name + ' exports nothing')`
    const args = ['--input-type=module', '--eval', code]
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: application, env, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test('says in its README how to install it, and the links there lead somewhere', () => {
    const readme = read(installed, 'README.md')
    expect(readme).toContain(`npm install ${name}`)
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([])
    // What it says more is there to be read without a network; pictures, and other packages, are where `repository` leads.
    const pages = targets.filter((target) => /^docs\/.*\.md$/.test(target))
    expect(pages.filter((page) => !existsSync(join(installed, page)))).toEqual([])
  })

  test('says in its manifest what tools ask for', () => {
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module', engines: { node: '>=22.12' } })
    // Bundlers other than Vite drop a stylesheet that is not named.
    const acting = styleEntries(manifest).length > 0 ? ['**/*.css'] : false
    expect(manifest.sideEffects).toEqual(ACTING[name] ?? acting)
    expect(manifest.exports).toMatchObject({ './package.json': './package.json' })
    expect(JSON.stringify(manifest)).not.toMatch(/"(?:workspace|catalog|file|link):|@rivulet\/source/)
    for (const peer of ['react', 'react-dom']) expect([undefined, REACT]).toContain(manifest.peerDependencies?.[peer])
    const typed = Object.values(manifest.exports).filter((target) => typeof target !== 'string')
    expect(typed.map((target) => Object.keys(target))).toEqual(typed.map(() => ['types', 'default']))
  })

  test('takes newer versions of what it depends on, so that nobody gets a second copy of what is there already', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
    expect(ranges.filter(([, range]) => !range.split(' || ').every((part) => /^\^\d+\.\d+\.\d+$/.test(part)))).toEqual([])
  })

  test('depends on what it imports, and on nothing else', () => {
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest
    const atRunTime = importsOf(scripts.map((file) => join(installed, file)))
    const inTypes = importsOf(filesOf('dist/**/*.d.ts').map((file) => join(installed, file)))
    const declared = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)])
    const used = new Set([
      ...atRunTime,
      ...[...inTypes].map((imported) => (declared.has(`@types/${imported}`) ? `@types/${imported}` : imported)),
    ])
    expect([...used].filter((imported) => !declared.has(imported))).toEqual([])
    expect([...declared].filter((imported) => !used.has(imported) && !HANDED_IN[name]?.includes(imported))).toEqual([])
    expect(Object.keys(peerDependenciesMeta).filter((peer) => !(peer in peerDependencies))).toEqual([])
  })
})

test('npm finds versions for the peers of replay that suit each other, those that are not installed too', () => {
  // It weighs optional ones as well, and theirs: beside Vite, Storybook 10's lead to vite-plus, and that to one version of Vitest 4.
  // With a range of 5 alone it refuses to install anything (consumers.start.test.ts).
  const replay = packages.find(({ name }) => name === '@rivulet/replay')
  expect(replay?.manifest.peerDependencies).toMatchObject({ storybook: '^10.0.0', vitest: '^4.1.0 || ^5.0.0' })
})

test('what stands beside the workspace asks for these versions', () => {
  const versions = new Map(packages.map(({ name, manifest }) => [name, manifest.version]))
  const manifests = globSync('packages/{relay/deploy,examples/nextjs,examples/consumers/*}/package.json', { cwd: ROOT })
  expect(manifests.length).toBeGreaterThan(5)
  const wrong = manifests.flatMap((path) => {
    const { dependencies } = JSON.parse(read(ROOT, path)) as { dependencies: Record<string, string> }
    const ours = Object.entries(dependencies).filter(([name]) => versions.has(name))
    return ours.filter(([name, range]) => range !== `^${versions.get(name)}`).map(([name, range]) => `${path}: ${name} ${range}`)
  })
  expect(wrong).toEqual([])
})

/** What are-the-types-wrong says, which sets its own exit status. */
function attw(args: string[]): Promise<{ status: number | null; output: string }> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  const program = fileURLToPath(import.meta.resolve('@arethetypeswrong/cli/package.json')).replace('package.json', 'dist/index.js')
  const child = spawn(process.execPath, [program, ...args], { cwd: application, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((settle, reject) => child.on('error', reject).on('close', (status) => settle({ status, output })))
}
