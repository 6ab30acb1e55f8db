import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packTarballs } from '../packPackages.ts'

let packed: Readonly<Record<string, string>> | undefined
let shared = ''
let borrowers = 0

/** The tarball of every package, packed once for all who have them at the time; `returnTarballs` gives them back. What is built is packed: build first. */
export function borrowTarballs(): Readonly<Record<string, string>> {
  borrowers += 1
  if (packed) return packed
  shared = mkdtempSync(join(tmpdir(), 'rivulet-packed-'))
  packed = packTarballs(shared)
  return packed
}

/** The last who gives them back removes them. */
export function returnTarballs(): void {
  borrowers -= 1
  if (borrowers > 0) return
  rmSync(shared, { recursive: true, force: true })
  packed = undefined
}
