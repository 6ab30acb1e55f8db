import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'
import { ALIVE_PATH } from '../src/offline/alivePath.ts'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/** The entry of vite.config.ts that is the service worker. */
export const WORKER_ENTRY = 'sw'
/** What the page asks for beside its code, of `public/`. */
const PUBLIC_FILES = ['/favicon.svg', '/theme.js']

/**
 * Tells the service worker of the built page what to keep. Libraries that are loaded on demand (diagrams, formulas, languages of code) are
 * kept once they were used: they are many times the page.
 */
export function offlinePlugin(): Plugin {
  return {
    name: 'rivulet:offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = Object.values(bundle).find((output): output is Chunk => output.type === 'chunk' && output.name === WORKER_ENTRY)
      if (!worker) throw new Error('The service worker was not built.')
      const files = [...PUBLIC_FILES, ...ownFiles(bundle).toSorted()]
      const version = createHash('sha256').update(files.join()).update(worker.code).digest('hex').slice(0, 12)
      const told = { OFFLINE_FILES: files, OFFLINE_VERSION: version, ALIVE_PATH }
      const lines = Object.entries(told).map(([name, value]) => `const ${name}=${JSON.stringify(value)};\n`)
      worker.code = `${lines.join('')}${worker.code}`
    },
  }
}

/** The code that the page's own entry reaches, with its styles. */
function ownFiles(bundle: Bundle): string[] {
  const kept = new Set<string>()
  const visit = (name: string): void => {
    const output = bundle[name]
    if (!output || output.type !== 'chunk' || kept.has(name)) return
    kept.add(name)
    for (const style of output.viteMetadata?.importedCss ?? []) kept.add(style)
    for (const next of output.imports) visit(next)
    for (const next of output.dynamicImports) if (!isLibrary(bundle[next])) visit(next)
  }
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk' && output.isEntry && output.name !== WORKER_ENTRY) visit(output.fileName)
  }
  return [...kept].map((name) => `/${name}`)
}

function isLibrary(output: Bundle[string] | undefined): boolean {
  return output?.type === 'chunk' && (output.facadeModuleId?.includes('/node_modules/') ?? false)
}
