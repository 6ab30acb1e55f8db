import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './runCommand.ts'

/** What is published, each after what it depends on. */
export const PUBLISHED = ['core', 'chat', 'react', 'markdown', 'components', 'relay', 'replay'] as const

/** Paths of tarballs by the name of their package. */
export type Tarballs = Readonly<Record<string, string>>

let packed: Promise<Tarballs> | undefined

/** Every package as it is published, packed once for the process. What is built is packed: build first. */
export function tarballs(): Promise<Tarballs> {
  packed ??= packAll()
  return packed
}

async function packAll(): Promise<Tarballs> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-tarballs-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const entries = PUBLISHED.map(async (name): Promise<[string, string]> => [`@rivulet/${name}`, await packOne(name, folder)])
  return Object.fromEntries(await Promise.all(entries))
}

/** One package as it is published: the path of its tarball, which is put into the folder. */
export async function packOne(name: (typeof PUBLISHED)[number], folder: string): Promise<string> {
  const cwd = fileURLToPath(new URL(`../../packages/${name}/`, import.meta.url))
  const printed = await runCommand({ name, cwd, command: 'pnpm', args: ['pack', '--json', '--pack-destination', folder] })
  return (JSON.parse(printed) as { filename: string }).filename
}
