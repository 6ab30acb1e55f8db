import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

const ENTRY = 'virtual:entry'

export interface BundleOptions {
  /** What the page has already, and is not counted. @defaultValue nothing */
  readonly external?: readonly (string | RegExp)[]
  /** The folder whose `node_modules` are taken, absolute. @defaultValue the working directory */
  readonly root?: string
}

/** What Vite makes of `code`, minified, as an application's entry. */
export async function bundle(
  code: string,
  { external = [], root = process.cwd() }: BundleOptions = {},
): Promise<Rolldown.RolldownOutput['output']> {
  const entry = join(root, ENTRY)
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [{ name: 'entry', resolveId: (id) => (id === ENTRY ? entry : undefined), load: (id) => (id === entry ? code : undefined) }],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: ENTRY, external: [...external], preserveEntrySignatures: 'strict' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing.')
  return output.output
}

/** The scripts that a page loads at first: the entry and what it imports, without what it loads when it is needed. */
export function firstLoadOf(output: Rolldown.RolldownOutput['output']): string {
  const first = firstFilesOf(output)
  const chunks = new Map(chunksOf(output).map((chunk) => [chunk.fileName, chunk.code]))
  return [...first].map((fileName) => chunks.get(fileName) ?? '').join('')
}

/** The scripts that a page loads only when they are needed, if ever. */
export function laterLoadsOf(output: Rolldown.RolldownOutput['output']): string[] {
  const first = firstFilesOf(output)
  return chunksOf(output).flatMap(({ fileName, code }) => (first.has(fileName) ? [] : [code]))
}

/** The stylesheets that belong to it. */
export function stylesOf(output: Rolldown.RolldownOutput['output']): string[] {
  return output.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []))
}

function firstFilesOf(output: Rolldown.RolldownOutput['output']): ReadonlySet<string> {
  const chunks = new Map(chunksOf(output).map((chunk) => [chunk.fileName, chunk]))
  const first = new Set([...chunks.values()].filter((chunk) => chunk.isEntry).map(({ fileName }) => fileName))
  for (const fileName of first) for (const imported of chunks.get(fileName)?.imports ?? []) first.add(imported)
  return first
}

function chunksOf(output: Rolldown.RolldownOutput['output']): Rolldown.OutputChunk[] {
  return output.filter((file) => file.type === 'chunk')
}

/** Bytes of the scripts that a page loads at first for `code`, compressed with gzip. */
export const compressedBytes = async (code: string, options?: BundleOptions): Promise<number> =>
  compressed(firstLoadOf(await bundle(code, options)))

/** Bytes of a text, compressed with gzip. */
export const compressed = (text: string): number => gzipSync(text, { level: 9 }).length
