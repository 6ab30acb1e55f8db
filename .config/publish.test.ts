// With npm itself, against a registry on this machine: a project of three packages, of which one depends on another that comes after it in the alphabet.
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from './packPackages.ts'
import { startRegistry } from './startRegistry.ts'

const GITHUB = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'somebody/stream' }
const WORKFLOW = { ...GITHUB, GITHUB_ACTIONS: 'true' }
const ALL = { '@test/core': ['1.0.0'], '@test/chat': ['1.0.0'], '@test/markdown': ['1.0.0'] }

/** It begins anew, as the repository's does. */
const PACK = `import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
rmSync('tarballs', { recursive: true, force: true })
mkdirSync('tarballs')
const folders = ['chat', 'core', 'markdown'].map((name) => './packages/' + name)
execFileSync('npm', ['pack', ...folders, '--pack-destination', 'tarballs', '--loglevel=error'], { shell: process.platform === 'win32' })`

const windows = process.platform === 'win32'
/** The npm that Node 20 and 22 bring cannot do what a trusted workflow needs. */
const npmIsOld = Number.parseInt(execFileSync('npm', ['--version'], { encoding: 'utf8', shell: windows }), 10) < 11

interface Outcome {
  readonly status: number
  /** Its own lines: npm's name neither a package and its version at their beginning, nor a mode. */
  readonly lines: readonly string[]
  readonly output: string
}

async function makeProject(published: Record<string, string[]>, version = '1.1.0') {
  const registry = await startRegistry(structuredClone(published))
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-publish-'))
  onTestFinished(async () => {
    await registry.close()
    rmSync(folder, { recursive: true })
  })
  const write = (path: string, content: string | object) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const readOutput = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')
  for (const file of ['publish.mjs', 'repository.mjs']) write(`.config/${file}`, readFileSync(join(ROOT, '.config', file), 'utf8'))
  write('package.json', { name: 'test', private: true, scripts: { tarballs: 'node pack.mjs' } })
  write('pack.mjs', PACK)
  write('.npmrc-of-user', `registry=${registry.url}/\n//${new URL(registry.url).host}/:_authToken=anything\n`)
  write('packages/chat/package.json', { name: '@test/chat', version, dependencies: { '@test/core': `^${version}` } })
  write('packages/core/package.json', { name: '@test/core', version })
  write('packages/markdown/package.json', { name: '@test/markdown', version })
  write('packages/bench/package.json', { name: '@test/bench', version, private: true })
  // Nothing of the machine that this test runs on: it may be a workflow, too, or its npm set up in its own way.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|pnpm_|NODE_|CI$|GITHUB_|ACTIONS_|RUNNER_|CHANGESETS_|.*_PROXY$)/i.test(name),
  )

  return {
    registry,
    folder,
    write,
    /** What changesets/action would make tags and releases of. */
    tags: () =>
      readOutput('tags.ndjson')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as object),
    modes: () => readOutput('outputs'),
    publish: (env: Record<string, string> = GITHUB, ...args: string[]): Promise<Outcome> => {
      const environment = {
        ...Object.fromEntries(own),
        npm_config_userconfig: join(folder, '.npmrc-of-user'),
        npm_config_cache: join(folder, 'cache'),
        npm_config_fetch_retries: '0',
        CHANGESETS_OUTPUT: join(folder, 'tags.ndjson'),
        GITHUB_OUTPUT: join(folder, 'outputs'),
        ...env,
      }
      return new Promise((resolve) =>
        execFile(process.execPath, [join(folder, '.config/publish.mjs'), ...args], { env: environment }, (error, stdout, stderr) => {
          const lines = stdout.split('\n').filter((line) => /^@test\/\w+ \d|^::|^npm (?:has|lacks)|^\d+ to be|^changesets/.test(line))
          resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, lines, output: stdout + stderr })
        }),
      )
    },
  }
}

test('publishes what npm lacks, what others depend on first, and says which tags to make; a second time there is nothing to do', async () => {
  const { registry, folder, publish, tags } = await makeProject({ ...ALL, '@test/markdown': ['1.0.0', '1.1.0'] })
  const { status, lines, output } = await publish()
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
  expect(lines).toEqual(['@test/markdown 1.1.0: on npm already', '@test/core 1.1.0: published', '@test/chat 1.1.0: published'])
  expect(registry.uploads).toEqual(['@test/core@1.1.0 public', '@test/chat@1.1.0 public'])
  const expected = [
    { type: 'git-tag', tag: '@test/core@1.1.0', packageName: '@test/core' },
    { type: 'git-tag', tag: '@test/chat@1.1.0', packageName: '@test/chat' },
  ]
  expect(tags()).toEqual(expected)
  expect(JSON.parse(readFileSync(join(folder, 'packages/core/package.json'), 'utf8'))).toHaveProperty(
    'repository.directory',
    'packages/core',
  )

  expect((await publish()).lines.at(-1)).toBe('npm lacks nothing')
  expect(tags()).toEqual(expected)
})

test('one that fails takes those along that need it, and no others; what it was is told, and the next run goes on with it', async () => {
  const { registry, publish, tags } = await makeProject(ALL)
  registry.refused.add('@test/core')
  const first = await publish()
  expect(first.status).toBe(1)
  expect(first.lines).toEqual([
    '@test/core 1.1.0: not published, npm ended with 1',
    '@test/chat 1.1.0: not published, since @test/core is not',
    '@test/markdown 1.1.0: published',
  ])
  expect(first.output).toContain('Not from you.')
  expect(tags()).toEqual([{ type: 'git-tag', tag: '@test/markdown@1.1.0', packageName: '@test/markdown' }])
  registry.refused.clear()
  const second = await publish()
  expect(second.status).toBe(0)
  expect(second.lines).toEqual(['@test/markdown 1.1.0: on npm already', '@test/core 1.1.0: published', '@test/chat 1.1.0: published'])
})

test('by hand even packages that npm does not know go up, once their repository is known', async () => {
  const { registry, publish } = await makeProject({})
  const unnamed = await publish({})
  expect(unnamed).toMatchObject({ status: 1, output: expect.stringContaining('GITHUB_SERVER_URL and GITHUB_REPOSITORY not set') })
  expect(registry.uploads).toEqual([])
  expect(await publish()).toMatchObject({ status: 0 })
  expect(registry.uploads).toHaveLength(3)
})

test('in a workflow, packages that npm does not know wait for a hand: all of them without failing, one among others with it', async () => {
  const { registry, publish, modes } = await makeProject({})
  for (const args of [[], ['--plan']]) {
    const { status, lines } = await publish(WORKFLOW, ...args)
    expect({ status, lines }).toEqual({
      status: 0,
      lines: [expect.stringMatching(/^::notice::npm has none of the packages yet.*goes up by hand/)],
    })
  }
  expect(modes()).toBe('mode=none\nmode=none\n')

  Object.assign(registry.versions, { '@test/chat': ['1.0.0'], '@test/markdown': ['1.0.0', '1.1.0'] })
  expect((await publish(WORKFLOW, '--plan')).lines).toContain('@test/core 1.1.0: npm does not know the package')
  if (npmIsOld) return
  const { status, lines } = await publish(WORKFLOW)
  expect(status).toBe(1)
  expect(lines).toContainEqual(expect.stringMatching(/^@test\/core 1\.1\.0: not published, npm lets a package trust/))
  expect(lines).toContain('@test/chat 1.1.0: not published, since @test/core is not')
})

test.skipIf(windows)('an npm that cannot publish from a workflow is told before anything is packed', async () => {
  const { folder, publish, write } = await makeProject(ALL)
  write('bin/npm', `#!/bin/sh\nif [ "$1" = --version ]; then echo 11.5.0; else PATH="\${PATH#*:}" exec npm "$@"; fi\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
  const { status, output } = await publish({ ...WORKFLOW, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` })
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('npm 11.5.0 cannot publish from a trusted workflow') })
  expect(existsSync(join(folder, 'tarballs'))).toBe(false)
})

test.skipIf(npmIsOld)('in a workflow npm is asked for provenance, which it refuses to a job that may not prove who it is', async () => {
  const { registry, publish } = await makeProject(ALL)
  const { status, output } = await publish({ ...WORKFLOW, CI: 'true' })
  expect(status).toBe(1)
  expect(output).toMatch(/provenance/i)
  expect(registry.uploads).toEqual([])
})

test('the plan tells a workflow what to do: to publish, to make the release pull request, or nothing', async () => {
  const { registry, publish, modes, write } = await makeProject(ALL)
  expect((await publish(WORKFLOW, '--plan')).lines).toEqual([
    '@test/core 1.1.0: npm lacks it',
    '@test/chat 1.1.0: npm lacks it',
    '@test/markdown 1.1.0: npm lacks it',
    '3 to be published',
  ])
  write('.changeset/README.md', '# Changesets\n')
  write('.changeset/nothing.md', '---\n---\n\nNobody notices.\n')
  await publish(WORKFLOW, '--plan')
  write('.changeset/something.md', "---\n'@test/core': minor\n---\n\nEverybody notices.\n")
  expect((await publish(WORKFLOW, '--plan')).lines).toEqual(['changesets wait for the release pull request'])
  expect(modes()).toBe('mode=publish\nmode=publish\nmode=version\n')
  expect(registry.uploads).toEqual([])
})

test('a registry that does not answer is no registry without packages', async () => {
  const { registry, publish } = await makeProject(ALL)
  await registry.close()
  expect(await publish()).toMatchObject({
    status: 1,
    output: expect.stringContaining('npm could not be asked for the versions of @test/core'),
  })
})
