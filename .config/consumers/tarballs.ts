import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { publishedFolders, readManifest, ROOT } from '../packPackages.ts'
import { runCommand } from './runCommand.ts'

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
  const entries = publishedFolders().map(async (source): Promise<[string, string]> => [
    readManifest(source).name,
    await pack(source, folder),
  ])
  return Object.fromEntries(await Promise.all(entries))
}

/** One package as it is published, by the name of its folder: the path of its tarball, which is put into `folder`. */
export const packOne = (name: string, folder: string): Promise<string> => pack(join(ROOT, 'packages', name), folder)

async function pack(source: string, folder: string): Promise<string> {
  const args = ['pack', '--json', '--pack-destination', folder]
  const printed = await runCommand({ name: basename(source), cwd: source, command: 'pnpm', args })
  return (JSON.parse(printed) as { filename: string }).filename
}
