// The public API of the published packages with the words of its docstrings, read from the built declarations: `node_modules/.cache/rivulet/api.json`.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { compilerOptions, findEntries } from '../../../.config/apiEntries.mjs'
import { toItem } from './apiItem.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const CACHE = join(root, 'node_modules/.cache/rivulet/api.json')

/** @typedef {import('./apiItem.mjs').ApiItem} ApiItem */
/** @typedef {{ name: string, items: ApiItem[] }} ApiEntry `name` as it is imported */

/**
 * The entry points by the package's short name (`core`). Undefined where the packages are not built.
 * @returns {Record<string, ApiEntry[]> | undefined}
 */
export function readApi() {
  const entries = findEntries(root)
  if (entries.some(({ declarations }) => !existsSync(declarations))) return undefined
  const version = versionOf()
  const kept = existsSync(CACHE) ? JSON.parse(readFileSync(CACHE, 'utf8')) : {}
  if (kept.version === version) return kept.api
  const api = extract(entries)
  mkdirSync(dirname(CACHE), { recursive: true })
  writeFileSync(CACHE, JSON.stringify({ version, api }))
  return api
}

/** Another one for other declarations, and for other code that reads them. */
function versionOf() {
  const hash = createHash('sha256')
  for (const file of globSync('packages/*/dist/**/*.d.ts', { cwd: root }).toSorted()) {
    const { size, mtimeMs } = statSync(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  for (const file of ['apiModel.mjs', 'apiItem.mjs']) hash.update(readFileSync(new URL(file, import.meta.url)))
  return hash.digest('hex')
}

/** @param {import('../../../.config/apiEntries.mjs').Entry[]} entries */
function extract(entries) {
  const temporary = mkdtempSync(join(tmpdir(), 'rivulet-api-'))
  try {
    const configs = entries.map((entry, index) => configOf(entry, join(temporary, `${index}.api.json`)))
    const [first] = configs
    if (!first) return {}
    const compilerState = CompilerState.create(first, { additionalEntryPoints: entries.map(({ declarations }) => declarations) })
    /** @type {Record<string, ApiEntry[]>} */
    const api = {}
    for (const [index, entry] of entries.entries()) {
      // What is wrong with the declarations is told by the reports of the API.
      Extractor.invoke(configs[index], { compilerState, localBuild: true, messageCallback: (message) => void (message.handled = true) })
      const folder = dirname(entry.manifest)
      const [{ members }] = JSON.parse(readFileSync(join(temporary, `${index}.api.json`), 'utf8')).members
      const items = members.map((/** @type {any} */ member) => toItem(member, folder)).toSorted(byName)
      const { name } = JSON.parse(readFileSync(entry.manifest, 'utf8'))
      const short = name.split('/')[1]
      api[short] = [...(api[short] ?? []), { name: entry.name, items }]
    }
    for (const [short, all] of Object.entries(api)) api[short] = withoutRepeats(all)
    return api
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** What an entry exports that the main one exports too is told there. @param {ApiEntry[]} entries */
function withoutRepeats([main, ...others]) {
  if (!main) return []
  const known = new Set(main.items.map(({ name, kind, signature }) => `${kind} ${name} ${signature}`))
  return [
    main,
    ...others.map(({ name, items }) => ({
      name,
      items: items.map((item) =>
        known.has(`${item.kind} ${item.name} ${item.signature}`) ? { ...item, in: main.name, members: [] } : item,
      ),
    })),
  ]
}

const byName = (/** @type {ApiItem} */ one, /** @type {ApiItem} */ other) => one.name.localeCompare(other.name, 'en')

/** @param {import('../../../.config/apiEntries.mjs').Entry} entry @param {string} apiJsonFilePath */
function configOf({ manifest, declarations }, apiJsonFilePath) {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: manifest,
    configObject: {
      projectFolder: dirname(manifest),
      mainEntryPointFilePath: declarations,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { files: [declarations], compilerOptions } },
      apiReport: { enabled: false, reportFileName: 'none.api.md' },
      docModel: { enabled: true, apiJsonFilePath },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  })
}
