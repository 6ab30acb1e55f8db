// How large each entry of each package is, minified and compressed, without what it depends on; and the whole chat, without React and TanStack Query.
// `pnpm run sizes` writes the limits in sizes.json anew: the sizes of today and a little more, so that sizes.test.ts holds them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, compressed, firstLoadOf, laterLoadsOf, stylesOf, type BundleOptions } from '../packages/bench/src/bundle.ts'
import { publishedFolders, readManifest, ROOT, scriptEntries, styleEntries } from './packPackages.ts'

const LIMITS = join(ROOT, '.config/sizes.json')
const REACT = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query']
const WHOLE = `export { Chat } from '@rivulet/components/chat'; export { useChatStream } from '@rivulet/react'`

/** Bytes. */
export interface Size {
  /** What a page loads at first. */
  readonly first: number
  /** All that it loads only when it is needed, if ever: each file compressed by itself, as it is sent. */
  readonly later: number
}

/** By the name of what an application imports. */
export type Sizes = Readonly<Record<string, Size>>

export async function measureSizes(): Promise<Sizes> {
  const sizes: Record<string, Size> = {}
  for (const folder of publishedFolders()) {
    const manifest = readManifest(folder)
    const others = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    const external = [/^node:/, ...others.map((name) => new RegExp(`^${name}(?:/|$)`))]
    for (const entry of scriptEntries(manifest)) sizes[entry] = await scriptSize(`export * from '${entry}'`, { root: ROOT, external })
    for (const entry of styleEntries(manifest)) sizes[entry] = await styleSize(entry)
  }
  sizes['the assembled chat'] = await scriptSize(WHOLE, { root: ROOT, external: REACT })
  return sizes
}

async function scriptSize(code: string, options: BundleOptions): Promise<Size> {
  const output = await bundle(code, options)
  return { first: compressed(firstLoadOf(output)), later: laterLoadsOf(output).reduce((sum, file) => sum + compressed(file), 0) }
}

async function styleSize(entry: string): Promise<Size> {
  return { first: compressed(stylesOf(await bundle(`import '${entry}'`, { root: ROOT })).join('')), later: 0 }
}

export const readLimits = (): Sizes => JSON.parse(readFileSync(LIMITS, 'utf8')) as Sizes

/** Where nothing is loaded later, nothing is to be. */
const limitOf = (bytes: number): number => (bytes === 0 ? 0 : Math.ceil((bytes * 1.02 + 50) / 10) * 10)

if (process.argv.includes('--write')) {
  const lines = Object.entries(await measureSizes()).map(
    ([name, { first, later }]) => `  ${JSON.stringify(name)}: { "first": ${limitOf(first)}, "later": ${limitOf(later)} }`,
  )
  writeFileSync(LIMITS, `{\n${lines.join(',\n')}\n}\n`)
}
