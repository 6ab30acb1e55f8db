// How large each entry of each package is, minified and compressed, without what it depends on; and the whole chat, without React and TanStack Query.
// `pnpm run sizes` writes the limits in sizes.json anew: the size of today and a little more, so that sizes.test.ts holds it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundle, compressedBytes } from '../packages/bench/src/bundle.ts'
import { publishedFolders, readManifest, ROOT, scriptEntries, styleEntries } from './packPackages.ts'

const LIMITS = join(ROOT, '.config/sizes.json')
const REACT = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query']
const WHOLE = `export { Chat } from '@rivulet/components/chat'; export { useChatStream } from '@rivulet/react'`

/** Bytes, by the name of what an application imports. */
export type Sizes = Readonly<Record<string, number>>

export async function measureSizes(): Promise<Sizes> {
  const sizes: Record<string, number> = {}
  for (const folder of publishedFolders()) {
    const manifest = readManifest(folder)
    const others = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    const external = [/^node:/, ...others.map((name) => new RegExp(`^${name}(?:/|$)`))]
    for (const entry of scriptEntries(manifest)) sizes[entry] = await compressedBytes(`export * from '${entry}'`, { root: ROOT, external })
    for (const entry of styleEntries(manifest)) sizes[entry] = await stylesheetBytes(entry)
  }
  sizes['the assembled chat'] = await compressedBytes(WHOLE, { root: ROOT, external: REACT })
  return sizes
}

async function stylesheetBytes(entry: string): Promise<number> {
  const output = await bundle(`import '${entry}'`, { root: ROOT })
  return gzipSync(output.flatMap((file) => (file.type === 'asset' ? file.source.toString() : [])).join(''), { level: 9 }).length
}

export const readLimits = (): Sizes => JSON.parse(readFileSync(LIMITS, 'utf8')) as Sizes

if (process.argv.includes('--write')) {
  const limits = Object.entries(await measureSizes()).map(([name, bytes]) => [name, Math.ceil((bytes * 1.02 + 50) / 10) * 10])
  writeFileSync(LIMITS, `${JSON.stringify(Object.fromEntries(limits), null, 2)}\n`)
}
