import { pathToFileURL } from 'node:url'
import { PEERS } from './peers.ts'
import type { Peer } from './Reader.ts'

/** Who is measured side by side, by the URL of the file that exports the `peer`. */
export type Peers = Readonly<Record<string, Peer>>

/** The floors and ourselves: the others do not change with what is written here. */
const QUICK: readonly string[] = ['limit', 'eventsourceParser', 'rivulet']
const OURS = 'rivulet'

/** @param ours the file of a peer that is measured in place of ours */
export async function peersFor({ isQuick, ours }: { isQuick: boolean; ours?: string | undefined }): Promise<Peers> {
  const names = Object.keys(PEERS).filter((name) => !isQuick || QUICK.includes(name))
  const entries = names.map(async (name) => {
    const url = name === OURS && ours !== undefined ? pathToFileURL(ours) : new URL(`${name}.ts`, import.meta.url)
    const { peer } = (await import(url.href)) as { peer: Peer }
    return [url.href, peer] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
