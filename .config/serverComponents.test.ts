// A server component may import every entry that draws: what needs a browser is marked "use client", file by file. React's own build for
// servers lacks what only a client has (`useState`, `createContext` …), so that a module without its mark cannot be loaded there.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { packPackages, ROOT, scriptEntries } from './packPackages.js'

const application = realpathSync(mkdtempSync(join(tmpdir(), 'rivulet-server-components-')))
afterAll(() => rmSync(application, { recursive: true }))
const drawing = packPackages(application).filter(
  ({ manifest }) => manifest.peerDependencies?.['react'] !== undefined && manifest.name !== '@rivulet/replay',
)
const { NODE_OPTIONS: _options, ...env } = process.env
const flags = [
  '--conditions=react-server',
  '--import',
  pathToFileURL(join(ROOT, '.config/clientMark.mjs')).href,
  '--input-type=module',
  '--eval',
]

const entries = drawing.flatMap(({ manifest }) => scriptEntries(manifest))

test('every entry that draws is loaded', () => {
  // In one process: what several of them load is loaded once.
  const code = `const failed = {}
    for (const entry of ${JSON.stringify(entries)}) await import(entry).catch((error) => (failed[entry] = String(error)))
    console.log(JSON.stringify(failed))`
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, code], { cwd: application, env, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({})
  expect(entries).toContain('@rivulet/components')
})
