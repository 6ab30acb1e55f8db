import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What stories draw with Mermaid: flow charts. All other kinds are most of it. */
const KEPT = /\/(?:chunk|dagre|flowDiagram)-/
/** What the page Performance draws. */
const FIGURES = fileURLToPath(new URL('../packages/bench/figures/full.json', import.meta.url))

/** What makes the built Storybook small enough to be carried around; while it is developed nothing is left out. */
export const smallShowroom: Plugin[] = [
  {
    name: 'rivulet:packed-recordings',
    apply: 'build',
    enforce: 'pre',
    /** Reads of one stream differ by a word: packed they take a tenth. */
    load: {
      filter: { id: /\.stream\.jsonl\?raw$/ },
      handler: async (id) => `export default ${await packed(id.replace(/\?raw$/, ''))}`,
    },
  },
  {
    name: 'rivulet:packed-figures',
    apply: 'build',
    enforce: 'pre',
    // Under a name that is not one of JSON, which would be read as such.
    resolveId: (source) => (source.endsWith('/bench/figures/full.json') ? PACKED_FIGURES : null),
    load: async (id) => (id === PACKED_FIGURES ? `export default JSON.parse(${await packed(FIGURES)})` : null),
  },
  {
    name: 'rivulet:fewer-diagrams',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (!importer.includes('/mermaid/dist/')) return null
      const isPart = source.startsWith('./')
      const isLeftOut = source === 'katex' || (isPart && !KEPT.test(source))
      return isLeftOut ? LEFT_OUT : null
    },
    /** Where it is wanted all the same, the diagram's source stands in its place, with this reason. */
    load: (id) => (id === LEFT_OUT ? "throw new Error('The showroom draws no diagrams of this kind. An application does.')" : null),
  },
]

const LEFT_OUT = '\0rivulet:left-out'

const PACKED_FIGURES = '\0rivulet:figures'

/** The expression of a file's text. */
async function packed(file: string): Promise<string> {
  const bytes = gzipSync(await readFile(file), { level: 9 }).toString('base64')
  return `await new Response(new Blob([Uint8Array.from(atob('${bytes}'), (sign) => sign.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream('gzip'))).text()`
}
