// A server component may import every entry that draws: what needs a browser is marked "use client", file by file. React's own build for
// servers lacks what only a client has (`useState`, `createContext` …), so that a module without its mark cannot be loaded there. One that has no hook and hands
// a function to an element, or asks the page for something, is loaded and fails when it is drawn: those are looked for in what was built.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { packPackages, ROOT, scriptEntries } from './packPackages.js'
import { clientOnlyUses, serverModules } from './serverModules.js'

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

test.each(drawing)('what a server runs of $name hands no function to an element, and asks nothing of a page', ({ installed, manifest }) => {
  const files = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [join(installed, target.default ?? '')],
  )
  const modules = serverModules(files)
  expect(modules).toEqual(expect.arrayContaining(files.filter((file) => file.endsWith('index.js'))))
  const wrong = modules.flatMap((file) =>
    clientOnlyUses(readFileSync(file, 'utf8')).map((use) => `${relative(installed, file)} ${use} and is not marked "use client"`),
  )
  expect(wrong).toEqual([])
})

test.each([
  [`export const A = () => jsx('button', { type: 'button', onClick: () => undefined })`, ['hands onClick to an element']],
  [`export const A = ({ onClick, ...rest }) => jsxs('p', { ...rest, onClick, children: [] })`, ['hands onClick to an element']],
  [`export const A = () => React.createElement(B, { onOpenChange })`, ['hands onOpenChange to an element']],
  [`export const width = window.innerWidth`, ['names window']],
  [`export const A = () => jsx('p', { children: document.title })`, ['names document']],
  [`export const A = ({ document }) => jsx('p', { children: document.title })`, []],
  [`export const A = ({ node }) => jsx('p', { ...node.document, 'data-on': typeof window })`, []],
  [`export const createLog = () => ({ onEvent: (event) => event })`, []],
])('of %s it is told: %j', (code, uses) => {
  expect(clientOnlyUses(code)).toEqual(uses)
})
