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

test.each(drawing.flatMap(({ manifest }) => scriptEntries(manifest)))('%s', (entry) => {
  const { status, stderr } = spawnSync(process.execPath, [...flags, `await import('${entry}')`], {
    cwd: application,
    env,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
