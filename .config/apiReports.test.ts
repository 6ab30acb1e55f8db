// `npm test` compares the reports with what it has built. Here a copy of a build is changed after its report was written, and must not pass.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'rivulet-api-test-'))
afterAll(() => rmSync(copy, { recursive: true }))

function run(mode: 'check' | 'write') {
  const { status, stderr } = spawnSync(process.execPath, [join(root, '.config/apiReports.mjs'), mode, copy], { encoding: 'utf8' })
  return { status, stderr }
}

test('an export more, and a type that is reached without being exported, fail the check with what changed and what to run', () => {
  const chat = join(copy, 'packages/chat')
  if (!existsSync(join(root, 'packages/chat/dist'))) throw new Error('packages/chat/dist is not there: run npm run build first.')
  for (const path of ['package.json', 'dist']) cpSync(join(root, 'packages/chat', path), join(chat, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  expect(run('write')).toEqual({ status: 0, stderr: '' })

  appendFileSync(join(chat, 'dist/index.d.ts'), 'interface Hidden {}\nexport declare const added: Hidden;\n')
  const { status, stderr } = run('check')
  expect(status).toBe(1)
  expect(stderr).toContain('@rivulet/chat: The symbol "Hidden" needs to be exported')
  expect(stderr).toContain('The public API of @rivulet/chat is no longer what packages/chat/api/index.api.md says.')
  expect(stderr).toContain('run "pnpm run api"')
  expect(stderr.match(/^[+-].*export.*$/gm)).toEqual(['+export const added: Hidden;'])
}, 120_000)
