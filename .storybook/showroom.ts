import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What stories draw with Mermaid: flow charts. All other kinds are most of it. */
const KEPT = /\/(?:chunk|dagre|flowDiagram)-/

/** What makes the built Storybook small enough to be carried around; while it is developed nothing is left out. */
export const smallShowroom: Plugin[] = [
  {
    name: 'rivulet:packed-recordings',
    apply: 'build',
    enforce: 'pre',
    /** Reads of one stream differ by a word: packed they take a tenth. */
    load: {
      filter: { id: /\.stream\.jsonl\?raw$/ },
      handler: pack,
    },
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

async function pack(id: string): Promise<string> {
  const packed = gzipSync(await readFile(id.replace(/\?raw$/, '')), { level: 9 }).toString('base64')
  return `const bytes = Uint8Array.from(atob('${packed}'), (sign) => sign.charCodeAt(0))
export default await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()`
}
