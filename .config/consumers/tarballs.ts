import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { publishedFolders, readManifest, ROOT } from '../packPackages.ts'
import { runCommand } from './runCommand.ts'

/** Paths of tarballs by the name of their package. */
export type Tarballs = Readonly<Record<string, string>>

let packed: Promise<Tarballs> | undefined
let shared = ''
let borrowers = 0

/** Every package as it is published, packed once for all who have them at the time; `returnTarballs` gives them back. What is built is packed: build first. */
export function borrowTarballs(): Promise<Tarballs> {
  borrowers += 1
  packed ??= packAll()
  return packed
}

/** The last who gives them back removes them. */
export function returnTarballs(): void {
  borrowers -= 1
  if (borrowers > 0) return
  rmSync(shared, { recursive: true, force: true })
  packed = undefined
}

async function packAll(): Promise<Tarballs> {
  shared = mkdtempSync(join(tmpdir(), 'rivulet-packed-'))
  const entries = publishedFolders().map(async (source): Promise<[string, string]> => [
    readManifest(source).name,
    await pack(source, shared),
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
