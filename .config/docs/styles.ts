import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { moduleFolder } from './blockProject.ts'
import { type Block, root } from './readDocuments.ts'

// Vite brings the one that it is built with.
const require = createRequire(createRequire(import.meta.url).resolve('vite/package.json'))
const { transform } = require('lightningcss') as { transform: (options: { filename: string; code: Uint8Array }) => unknown }

/** What is wrong with a block of CSS, each with its place: what cannot be read, and names of ours that the packages do not have. */
export function problemsOfStyles({ document, line, code }: Block): string[] {
  const problems = [syntaxError(code), ...unknownStyles(code), ...absentSheets(code)].filter((problem) => problem !== undefined)
  return problems.map((problem) => `${document}:${line}: ${problem}`)
}

function syntaxError(code: string): string | undefined {
  try {
    transform({ filename: 'block.css', code: new TextEncoder().encode(code) })
    return undefined
  } catch (error) {
    return String(error)
  }
}

/** Custom properties, classes, and attributes of states that no style or part of the packages has. */
function unknownStyles(code: string): string[] {
  const { names, states, sources } = readStyles()
  const named = code.match(/--rivulet-[\w-]+|\.rivulet-[\w-]+/g) ?? []
  const selected = [...code.matchAll(/\[(data-[\w-]+)(?:[~|^$*]?=['"]?([\w-]+)['"]?)?\]/g)]
  return [
    ...named.filter((name) => !names.has(name)).map((name) => `nothing has the name ${name}`),
    ...selected
      .filter(([, attribute = '']) => !states.has(attribute))
      .map(([, attribute = '']) => `no part has the attribute ${attribute}`),
    ...selected
      .filter(([, , value]) => value !== undefined && !sources.includes(`'${value}'`))
      .map(([whole]) => `no part is ever in the state ${whole}`),
  ]
}

/** Stylesheets of ours that are imported, and that no package exports. */
function absentSheets(code: string): string[] {
  const imported = [...code.matchAll(/@import\s+(?:url\()?['"](@rivulet\/[\w-]+)\/([^'"]+)['"]/g)]
  return imported
    .filter(([, name = '', path = '']) => {
      const folder = moduleFolder(name)
      const manifest = folder === undefined ? '{"exports":{}}' : readFileSync(`${folder}/package.json`, 'utf8')
      return !(`./${path}` in (JSON.parse(manifest) as { exports: object }).exports)
    })
    .map(([, name = '', path = '']) => `${name} has no ${path}`)
}

interface Styles {
  /** `--rivulet-accent`, `.rivulet-message`. */
  names: Set<string>
  /** `data-state`. */
  states: Set<string>
  /** All that they are read from. */
  sources: string
}

let styles: Styles | undefined

/** What can be styled, as it stands in the sources of the parts and of markdown, without those of their tests and stories. */
export function readStyles(): Styles {
  styles ??= readSources()
  return styles
}

function readSources(): Styles {
  const files = globSync('packages/{components,markdown}/src/**/*.{ts,tsx,css}', { cwd: root })
  const own = files.filter((file) => !/\.(?:test|test-d|stories|fixture)\.tsx?$/.test(file))
  const [sheets = [], scripts = []] = [true, false].map((isSheet) =>
    own.filter((file) => file.endsWith('.css') === isSheet).map((file) => readFileSync(`${root}/${file}`, 'utf8')),
  )
  const sources = [...sheets, ...scripts].join('\n')
  const classes = [
    ...sheets.flatMap((text) => text.match(/\.rivulet-[\w-]+/g) ?? []),
    ...scripts.flatMap((text) => text.match(/(?<=['"` ])rivulet-[\w-]+/g) ?? []).map((name) => `.${name}`),
  ]
  return {
    names: new Set([...(sources.match(/--rivulet-[\w-]+/g) ?? []), ...classes]),
    states: new Set(sources.match(/\bdata-[\w-]+/g)),
    sources,
  }
}
