// On a copy: nobody may write a repository's address into the manifests here but who knows it.
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { publishedFolders, ROOT } from './packPackages.ts'

const GITHUB = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'somebody/stream' }
const NAMES = publishedFolders().map((folder) => basename(folder))

/** Its manifests and the program, in a folder of their own. */
function copyProject() {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-repository-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, '.config'))
  for (const file of ['.config/repository.mjs', '.config/oxfmt.json']) cpSync(join(ROOT, file), join(folder, file))
  const fileOf = (name: string) => join(folder, 'packages', name, 'package.json')
  for (const name of [...NAMES, 'bench']) {
    mkdirSync(join(folder, 'packages', name), { recursive: true })
    cpSync(join(ROOT, 'packages', name, 'package.json'), fileOf(name))
  }
  return {
    folder,
    fileOf,
    read: (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Record<string, unknown>,
    change: (name: string, change: object) =>
      writeFileSync(fileOf(name), JSON.stringify({ ...JSON.parse(readFileSync(fileOf(name), 'utf8')), ...change }, null, 2)),
    name: (env: Record<string, string>) => {
      const { GITHUB_SERVER_URL: _server, GITHUB_REPOSITORY: _repository, NODE_OPTIONS: _options, ...own } = process.env
      const program = join(folder, '.config/repository.mjs')
      const { status, stdout, stderr } = spawnSync(process.execPath, [program], { env: { ...own, ...env }, encoding: 'utf8' })
      return { status, stdout, stderr }
    },
  }
}

/** Where the project's own manifests name one already, a copy as it was before. */
function copyUnnamed() {
  const project = copyProject()
  for (const name of NAMES) project.change(name, { repository: undefined, homepage: undefined, bugs: undefined })
  return project
}

test('each published manifest is given its repository, with its folder, a page and a place for bugs; nothing else changes', async () => {
  const { folder, read, fileOf, name } = copyUnnamed()
  const before = read('core')
  const benchBefore = readFileSync(fileOf('bench'), 'utf8')
  expect(name(GITHUB)).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('@rivulet/core: now names https://github.com/somebody/stream\n'),
  })
  expect(NAMES).toHaveLength(7)
  for (const each of NAMES)
    expect(read(each)).toMatchObject({
      homepage: `https://github.com/somebody/stream/tree/HEAD/packages/${each}#readme`,
      bugs: { url: 'https://github.com/somebody/stream/issues' },
      repository: { type: 'git', url: 'git+https://github.com/somebody/stream.git', directory: `packages/${each}` },
    })
  const { repository: _repository, homepage: _homepage, bugs: _bugs, ...rest } = read('core')
  expect(rest).toEqual(before)
  expect(readFileSync(fileOf('bench'), 'utf8')).toBe(benchBefore)
  // It may be committed: the formatter has nothing to say.
  const oxfmt = join(ROOT, 'node_modules/.bin/oxfmt')
  await promisify(execFile)(oxfmt, ['--config', '.config/oxfmt.json', '--check', 'packages/*/package.json'], { cwd: folder })
})

test('what a manifest says is kept, also without a word of GitHub’s once all of them say it', () => {
  const { read, fileOf, change, name } = copyUnnamed()
  const own = { homepage: 'https://stream.example', repository: 'https://github.com/somebody/stream' }
  change('core', own)
  expect(name(GITHUB).status).toBe(0)
  expect(read('core')).toMatchObject({ ...own, bugs: { url: 'https://github.com/somebody/stream/issues' } })
  const named = readFileSync(fileOf('chat'), 'utf8')
  expect(name(GITHUB)).toMatchObject({ status: 0, stdout: expect.stringContaining('@rivulet/chat: names https://') })
  expect(name({})).toMatchObject({ status: 0, stdout: 'every manifest names a repository\n' })
  expect(readFileSync(fileOf('chat'), 'utf8')).toBe(named)
})

test('a manifest that names another repository is told, and none is touched', () => {
  const { read, change, name } = copyUnnamed()
  change('relay', { repository: { type: 'git', url: 'git+https://github.com/somebody/else.git' } })
  const { status, stderr } = name(GITHUB)
  expect(status).toBe(1)
  expect(stderr).toContain('packages/relay/package.json names https://github.com/somebody/else. This is https://github.com/somebody/stream')
  expect(read('chat')).not.toHaveProperty('repository')
})

test.each([
  ['neither', {}, 'GITHUB_SERVER_URL and GITHUB_REPOSITORY not set'],
  ['no repository', { GITHUB_SERVER_URL: 'https://github.com' }, 'GITHUB_REPOSITORY not set'],
  ['no server', { GITHUB_REPOSITORY: 'somebody/stream' }, 'GITHUB_SERVER_URL not set'],
  ['a repository without its owner', { ...GITHUB, GITHUB_REPOSITORY: 'stream' }, 'make no address'],
])('with %s set it says what is missing', (_what, env, problem) => {
  const { read, name } = copyUnnamed()
  const { status, stderr } = name(env)
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(problem) })
  expect(read('chat')).not.toHaveProperty('repository')
})
